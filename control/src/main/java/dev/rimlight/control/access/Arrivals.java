package dev.rimlight.control.access;

import dev.rimlight.control.store.Accounts;
import dev.rimlight.control.store.Accounts.Held;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Gives those whom a provider vouches for an account, and the roles of their groups.
final class Arrivals {
  /// No account that an admin makes can have a name that begins so.
  static final String PREFIX = "oidc:";

  private static final int NAME_CHARS = 48;

  private final ChangeLog log;

  /// @param environment in which it is logged
  Arrivals(String environment) {
    this.log = new ChangeLog(environment);
  }

  /// The name of the account, which is made for who comes first.
  String settle(Handle handle, Vouched person, long now) {
    Accounts.Identity identity = new Accounts.Identity(person.issuer(), person.subject());
    Optional<String> known = Accounts.vouched(handle, identity);
    String name = known.orElseGet(() -> freeName(handle, person.name()));
    if (known.isEmpty()) {
      Accounts.addVouched(handle, name, identity, now);
      log(handle, now, name, "account.create", "Made account %s by %s, %s", person);
    }
    List<Held> before =
        Accounts.roles(handle, name).stream()
            .sorted(Comparator.comparing(Held::environment))
            .toList();
    if (!before.equals(person.roles())) {
      Accounts.setRoles(handle, name, person.roles());
      if (known.isPresent()) {
        log(handle, now, name, "account.role", "Account %s by %s is now %s", person);
      }
    }
    return name;
  }

  private static String freeName(Handle handle, String called) {
    String plain = called.replaceAll("[^A-Za-z0-9_.@+-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String wanted = PREFIX + (plain.isEmpty() ? "person" : plain);
    String cut = wanted.substring(0, Math.min(wanted.length(), NAME_CHARS));
    String name = cut;
    for (int i = 2; Accounts.exists(handle, name); i++) {
      name = cut + "~" + i;
    }
    return name;
  }

  private void log(
      Handle handle, long now, String name, String action, String sentence, Vouched person) {
    String roles = person.roles().stream().map(Arrivals::words).collect(Collectors.joining(", "));
    log.append(
        handle,
        new ChangeLog.Entry(
            now,
            name,
            Change.What.ACCESS,
            action,
            name,
            sentence.formatted(name, person.issuer(), roles.isEmpty() ? "without a role" : roles)));
  }

  private static String words(Held held) {
    return held.role()
        + (held.environment().equals(Accounts.EVERYWHERE)
            ? " everywhere"
            : " in " + held.environment());
  }
}
