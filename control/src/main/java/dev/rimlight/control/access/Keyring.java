package dev.rimlight.control.access;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Store;
import dev.rimlight.control.store.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tokens of programs. A secret is shown once, when it is made; only its hash is kept.
public final class Keyring {
  public static final int MAX_NAME_CHARS = 64;
  public static final int MAX_DAYS = 3_650;

  /// Tells a secret that was committed by mistake from other text.
  private static final String PREFIX = "rl_";

  /// When a token was last used is known to the minute: not every request writes.
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final Store store;
  private final ChangeLog log;
  private final List<String> environments;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /// @param environments in the first of them is logged what is done with tokens
  public Keyring(Store store, List<String> environments, InstantSource clock) {
    this.store = store;
    this.log = new ChangeLog(environments.getFirst());
    this.environments = List.copyOf(environments);
    this.clock = clock;
  }

  /// A token about to be made.
  ///
  /// @param days how long it holds; forever when absent
  public record Wish(
      String name, String environment, Role role, Optional<Integer> days, String by) {}

  /// A token with its secret, for the only time.
  public record Made(Tokens.Token token, String secret) {}

  public List<Tokens.Token> list() {
    return store.read(Tokens::list);
  }

  public Made make(Wish wish) {
    Scopes.require(wish.environment(), environments);
    String secret = PREFIX + Secret.token(random);
    long now = clock.millis();
    @Nullable Long until =
        wish.days().map(days -> now + Duration.ofDays(days).toMillis()).orElse(null);
    Tokens.Token token =
        new Tokens.Token(
            Secret.name(random),
            wish.name(),
            wish.environment(),
            wish.role().word(),
            now,
            wish.by(),
            until,
            null,
            null);
    return store.write(handle -> {
      Tokens.add(handle, token, Secret.hexHash(secret));
      log(handle, token, wish.by(), "token.create", "Made token %s, " + token.role());
      return new Made(token, secret);
    });
  }

  /// From when this returns the token opens nothing.
  public void revoke(String id, String by) {
    store.write(handle -> {
      Tokens.Token token = find(handle, id);
      if (Tokens.revoke(handle, id, clock.millis())) {
        log(handle, token, by, "token.revoke", "Revoked token %s");
      }
      return true;
    });
  }

  /// Another secret for the same token; the old one opens nothing any more.
  public Made rotate(String id, String by) {
    String secret = PREFIX + Secret.token(random);
    return store.write(handle -> {
      Tokens.Token token = find(handle, id);
      if (token.revokedAt() != null) {
        throw new Rejected(
            Rejection.IN_USE, "token %s is revoked, must not be".formatted(token.name()));
      }
      Tokens.rotate(handle, id, Secret.hexHash(secret));
      log(handle, token, by, "token.rotate", "Gave token %s another secret");
      return new Made(token, secret);
    });
  }

  /// The token behind a secret, if it holds here and now.
  Optional<Tokens.Token> holder(String secret) {
    String hash = Secret.hexHash(secret);
    long now = clock.millis();
    Optional<Tokens.Token> token = store.read(handle -> Tokens.valid(handle, hash, now));
    token
        .filter(found -> found.usedAt() == null || now - found.usedAt() >= USED_EVERY.toMillis())
        .ifPresent(found ->
            store.write(handle -> {
              Tokens.used(handle, found.id(), now);
              return true;
            }));
    return token;
  }

  private static Tokens.Token find(Handle handle, String id) {
    return Tokens.find(handle, id)
        .orElseThrow(
            () -> new Rejected(Rejection.NOT_FOUND, "token %s does not exist".formatted(id)));
  }

  private void log(Handle handle, Tokens.Token token, String by, String action, String sentence) {
    log.append(
        handle,
        new ChangeLog.Entry(
            clock.millis(),
            by,
            Change.What.ACCESS,
            action,
            token.id(),
            sentence.formatted(token.name())));
  }
}
