package dev.rimlight.control.access;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Accounts;
import dev.rimlight.control.store.Store;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Who somebody is: by name and password, by a provider's word, by the session that follows, or by
/// the token of this process.
public final class Access {
  public static final String ADMIN = "admin";
  public static final int MIN_PASSWORD_CHARS = 8;
  public static final int MAX_PASSWORD_CHARS = 256;
  public static final int MAX_NAME_CHARS = 64;
  public static final int MIN_TOKEN_CHARS = 32;
  public static final Duration SESSION = Duration.ofHours(12);

  private static final String TOKEN_NAME = "token";

  private final Store store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Passwords passwords = new Passwords(random);
  private final SignInBrake brake = new SignInBrake();
  private final List<String> environments;
  private final Keyring keyring;
  private final Optional<byte[]> tokenHash;
  private final Arrivals arrivals;

  /// `token`, when given, is an admin's for as long as this process lives.
  public Access(
      Store store,
      List<String> environments,
      Keyring keyring,
      InstantSource clock,
      Optional<String> token) {
    this.store = store;
    this.environments = List.copyOf(environments);
    this.keyring = keyring;
    this.clock = clock;
    this.tokenHash = token.map(Secret::hash);
    this.arrivals = new Arrivals(environments.getFirst());
  }

  /// A session just opened: the secret that the browser keeps, and what the store knows of it.
  public record Opened(String secret, Accounts.Session session) {}

  /// Makes the first account; the password that was made up for it, if none was given and there was
  /// no account yet.
  public Optional<String> ensureAdmin(Optional<String> password) {
    if (!store.read(Accounts::none)) {
      return Optional.empty();
    }
    String chosen = password.orElseGet(() -> Secret.password(random));
    String hash = passwords.hash(chosen);
    store.write(handle -> {
      Accounts.add(handle, ADMIN, hash, clock.millis());
      Accounts.setRole(handle, ADMIN, Accounts.EVERYWHERE, Role.ADMIN.word());
      return true;
    });
    return password.isPresent() ? Optional.empty() : Optional.of(chosen);
  }

  public Opened signIn(String name, String password, String address) {
    SignInBrake.Caller caller = new SignInBrake.Caller(name, address);
    long waitMillis = brake.claim(caller, clock.millis());
    if (waitMillis > 0) {
      long seconds = (waitMillis + 999) / 1000;
      throw new Rejected(
              Rejection.TOO_MANY_ATTEMPTS,
              "%d failed attempts within %d minutes, must wait %d s"
                  .formatted(SignInBrake.FAILURES, SignInBrake.WINDOW.toMinutes(), seconds))
          .withHeader("Retry-After", Long.toString(seconds));
    }
    if (!matches(name, password)) {
      throw new Rejected(Rejection.WRONG_CREDENTIALS, "no account has this name and this password");
    }
    brake.succeeded(caller);
    return open(_ -> name);
  }

  /// A session for somebody whom a provider vouches for; the account is made when it is the first.
  public Opened admit(Vouched person) {
    return open(handle -> arrivals.settle(handle, person, clock.millis()));
  }

  /// An unknown name costs as much time as a known one.
  private boolean matches(String name, String password) {
    Optional<String> hash = store.read(handle -> Accounts.passwordHash(handle, name));
    if (hash.isEmpty()) {
      passwords.hash(password);
      return false;
    }
    return passwords.matches(password, hash.get());
  }

  private Opened open(Function<Handle, String> account) {
    String secret = Secret.token(random);
    long now = clock.millis();
    Accounts.Lifetime lifetime = new Accounts.Lifetime(now, now + SESSION.toMillis());
    String name =
        store.write(handle -> {
          String known = account.apply(handle);
          Accounts.openSession(handle, Secret.hexHash(secret), known, lifetime);
          return known;
        });
    return new Opened(secret, new Accounts.Session(name, lifetime.until()));
  }

  public Optional<Accounts.Session> session(String secret) {
    return store.read(handle -> Accounts.session(handle, Secret.hexHash(secret), clock.millis()));
  }

  public void signOut(String secret) {
    store.write(handle -> {
      Accounts.closeSession(handle, Secret.hexHash(secret));
      return true;
    });
  }

  /// What an account may do; it may have no role yet.
  public Scopes.Roles roles(String account) {
    return Scopes.Roles.of(environments, store.read(handle -> Accounts.roles(handle, account)));
  }

  /// Throws when the store cannot be asked.
  public void requireStore() {
    store.read(Accounts::none);
  }

  /// Somebody who is known, and what they may do.
  public record Holder(String name, Scopes.Roles roles) {}

  /// Whose bearer token it is: that of this process, or one that an admin has made.
  public Optional<Holder> bearer(String token) {
    if (tokenHash.filter(hash -> MessageDigest.isEqual(hash, Secret.hash(token))).isPresent()) {
      return Optional.of(
          holder(TOKEN_NAME, new Accounts.Held(Accounts.EVERYWHERE, Role.ADMIN.word())));
    }
    return keyring
        .holder(token)
        .map(held ->
            holder("token " + held.name(), new Accounts.Held(held.environment(), held.role())));
  }

  private Holder holder(String name, Accounts.Held held) {
    return new Holder(name, Scopes.Roles.of(environments, List.of(held)));
  }
}
