package dev.rimlight.control.oidc;

import dev.rimlight.control.access.Vouched;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/// Sends a browser to the provider and takes it back: the authorization code flow of OpenID Connect
/// Core 1.0 with PKCE (RFC 7636).
public final class OidcSignIn {
  private static final int SECRET_BYTES = 32;

  /// What others would wait for is refused: each of them asks the provider.
  private static final int AT_ONCE = 50;

  private static final int MAX_CODE_CHARS = 4_096;

  private final Oidc oidc;
  private final InstantSource clock;
  private final Provider provider;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore slots = new Semaphore(AT_ONCE);

  public OidcSignIn(Oidc oidc, InstantSource clock) {
    this.oidc = oidc;
    this.clock = clock;
    this.provider = new Provider(oidc, clock);
  }

  /// Where the browser goes, and what it keeps meanwhile.
  public record Begun(URI location, String cookie) {}

  /// What the browser brings back.
  public record Returned(
      Optional<String> state,
      Optional<String> code,
      Optional<String> issuer,
      Optional<String> error,
      Optional<String> description) {}

  public String name() {
    return oidc.name();
  }

  /// Makes an attempt for this browser.
  ///
  /// @param to the page to show afterwards
  public Begun begin(String to) {
    Attempt attempt =
        new Attempt(
            secret(),
            secret(),
            secret(),
            clock.millis() + Attempt.LASTS.toMillis(),
            Attempt.requireOwn(to));
    return new Begun(provider.signIn(attempt), attempt.cookie());
  }

  private String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /// The attempt that comes back, if this browser has begun it.
  public Attempt answered(Optional<String> cookie, Returned returned) {
    return Attempt.answered(cookie, returned.state(), clock.millis());
  }

  /// Who it is that the provider vouches for.
  public Vouched finish(Attempt attempt, Returned returned) {
    if (!slots.tryAcquire()) {
      throw new Rejected(
          Rejection.PROVIDER_AWAY, "more than %d people sign in at once".formatted(AT_ONCE));
    }
    try {
      requireSameIssuer(returned);
      return vouched(provider.claims(code(returned), attempt));
    } finally {
      slots.release();
    }
  }

  /// Another provider could have sent the browser back with its own code.
  private void requireSameIssuer(Returned returned) {
    String expected = oidc.issuer().toString();
    boolean same = returned.issuer().map(expected::equals).orElseGet(() -> !provider.namesItself());
    if (!same) {
      throw Provider.untrusted(
          "iss == %s, must be %s".formatted(returned.issuer().orElse("missing"), expected));
    }
  }

  private static String code(Returned returned) {
    if (returned.error().isPresent()) {
      throw new Rejected(
          Rejection.PROVIDER_REFUSED,
          "%s%s"
              .formatted(
                  returned.error().get(),
                  returned.description().map(text -> ": " + text).orElse("")));
    }
    return returned
        .code()
        .filter(code -> !code.isBlank() && code.length() <= MAX_CODE_CHARS)
        .orElseThrow(() -> Attempt.lost("code is missing or too long"));
  }

  private Vouched vouched(Map<String, Object> claims) {
    String subject = String.valueOf(claims.get("sub"));
    String name =
        List.of("preferred_username", "email", "name").stream()
            .map(claims::get)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse(subject);
    return new Vouched(oidc.issuer().toString(), subject, name, oidc.roles(groups(claims)));
  }

  private Set<String> groups(Map<String, Object> claims) {
    Object value = claims.get(oidc.claim());
    Collection<?> values =
        value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
    return values.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toSet());
  }
}
