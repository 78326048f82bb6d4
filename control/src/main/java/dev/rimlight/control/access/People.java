package dev.rimlight.control.access;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Accounts;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Store;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Who has an account, and which role in it.
public final class People {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@+-]{0,63}");

  private final Store store;
  private final ChangeLog log;
  private final List<String> environments;
  private final InstantSource clock;
  private final Passwords passwords = new Passwords(new SecureRandom());

  /// @param environments in the first of them is logged what is done with accounts
  public People(Store store, List<String> environments, InstantSource clock) {
    this.store = store;
    this.log = new ChangeLog(environments.getFirst());
    this.environments = List.copyOf(environments);
    this.clock = clock;
  }

  /// An account about to be made, or to be changed.
  ///
  /// @param environment where the role holds: in one, in those that begin alike, or in all
  public record Grant(String name, String environment, Role role, String by) {}

  public List<Accounts.Member> members() {
    return store.read(Accounts::members);
  }

  public Accounts.Member add(Grant grant, String password) {
    require(grant);
    String hash = passwords.hash(requireLong(password));
    return store.write(handle -> {
      long now = clock.millis();
      if (!Accounts.add(handle, grant.name(), hash, now)) {
        throw new Rejected(Rejection.EXISTS, "account %s exists already".formatted(grant.name()));
      }
      Accounts.setRole(handle, grant.name(), grant.environment(), grant.role().word());
      log(handle, grant, "account.create", "Made account %s, %s");
      return new Accounts.Member(grant.name(), grant.environment(), grant.role().word(), now, null);
    });
  }

  public Accounts.Member change(Grant grant) {
    if (grant.name().startsWith(Arrivals.PREFIX)) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "account %s has the roles of its groups, must be changed at the provider"
              .formatted(grant.name()));
    }
    require(grant);
    return store.write(handle -> {
      Accounts.Member before = find(handle, grant.name());
      Accounts.setRole(handle, grant.name(), grant.environment(), grant.role().word());
      requireAdmin(handle);
      log(handle, grant, "account.role", "Account %s is now %s");
      return new Accounts.Member(
          grant.name(), grant.environment(), grant.role().word(), before.createdAt(), null);
    });
  }

  /// Its sessions end at once.
  public void remove(String name, String by) {
    store.write(handle -> {
      find(handle, name);
      Accounts.remove(handle, name);
      requireAdmin(handle);
      log.append(
          handle,
          new ChangeLog.Entry(
              clock.millis(),
              by,
              Change.What.ACCESS,
              "account.delete",
              name,
              "Removed account " + name));
      return true;
    });
  }

  /// Ends all sessions of the account, the one that asks among them.
  public void changePassword(String name, String old, String password) {
    String hash =
        store
            .read(handle -> Accounts.passwordHash(handle, name))
            .filter(known -> passwords.matches(old, known))
            .orElseThrow(
                () -> new Rejected(Rejection.WRONG_CREDENTIALS, "the old password is another one"));
    String changed = passwords.hash(requireLong(password));
    store.write(handle -> {
      if (Accounts.passwordHash(handle, name).filter(hash::equals).isEmpty()) {
        throw new Rejected(Rejection.WRONG_CREDENTIALS, "the password was changed meanwhile");
      }
      Accounts.setPassword(handle, name, changed);
      Accounts.closeSessions(handle, name);
      log.append(
          handle,
          new ChangeLog.Entry(
              clock.millis(),
              name,
              Change.What.ACCESS,
              "account.password",
              name,
              "Changed the password of account " + name));
      return true;
    });
  }

  private void require(Grant grant) {
    if (!NAME.matcher(grant.name()).matches()) {
      throw new Rejected(
          Rejection.INVALID_REQUEST, "name == \"%s\", must match %s".formatted(grant.name(), NAME));
    }
    Scopes.require(grant.environment(), environments);
    if (grant.role() == Role.EDGE) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "role == \"edge\", must be one for people: edge is for tokens");
    }
  }

  private static String requireLong(String password) {
    if (password.length() < Access.MIN_PASSWORD_CHARS) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "password has %d characters, must have >= %d"
              .formatted(password.length(), Access.MIN_PASSWORD_CHARS));
    }
    return password;
  }

  private static Accounts.Member find(Handle handle, String name) {
    return Accounts.members(handle).stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Rejected(Rejection.NOT_FOUND, "account %s does not exist".formatted(name)));
  }

  /// Without one nobody could ever decide again who may do what. Who needs a provider to sign in
  /// does not count: it may be away, or take the role.
  private void requireAdmin(Handle handle) {
    boolean some =
        Accounts.members(handle).stream()
            .filter(member -> member.issuer() == null)
            .map(member -> Scopes.Roles.of(environments, Accounts.roles(handle, member.name())))
            .anyMatch(roles -> roles.everywhere().equals(Optional.of(Role.ADMIN)));
    if (!some) {
      throw new Rejected(Rejection.IN_USE, "no admin would be left, must be >= 1");
    }
  }

  private void log(Handle handle, Grant grant, String action, String sentence) {
    String where =
        grant.role().word()
            + (grant.environment().equals(Accounts.EVERYWHERE)
                ? " everywhere"
                : " in " + grant.environment());
    log.append(
        handle,
        new ChangeLog.Entry(
            clock.millis(),
            grant.by(),
            Change.What.ACCESS,
            action,
            grant.name(),
            sentence.formatted(grant.name(), where)));
  }
}
