package dev.rimlight.control.api;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.Set;

/// Finds out who makes a request, and whether a browser was talked into making it.
final class Credentials {
  private static final String BEARER = "Bearer ";
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private final Access access;

  Credentials(Access access) {
    this.access = access;
  }

  /// A token that is sent must be right, also beside a good cookie.
  Principal of(ServerRequest request) {
    ServerRequestHeaders headers = request.headers();
    Optional<String> authorization = headers.first(HeaderNames.AUTHORIZATION);
    if (authorization.isPresent()) {
      return authorization
          .filter(value -> value.startsWith(BEARER))
          .flatMap(value -> access.bearer(value.substring(BEARER.length())))
          .<Principal>map(holder -> new Principal.Bearer(holder.name(), holder.roles()))
          .orElseThrow(
              () -> new Rejected(Rejection.NOT_SIGNED_IN, "the bearer token is not known"));
    }
    return headers
        .cookies()
        .first(AccessOperations.COOKIE)
        .asOptional()
        .flatMap(secret ->
            access
                .session(secret)
                .<Principal>map(session ->
                    new Principal.SignedIn(
                        session.name(), access.roles(session.name()), secret, session.expiresAt())))
        .orElseGet(Principal.Anyone::new);
  }

  /// Cookies travel with every request of a browser, so a change must come from a page of this
  /// origin. Programs send a token, or no cookie at all.
  static void requireOwnPage(ServerRequest request, Principal principal) {
    String method = request.prologue().method().text();
    if (SAFE.contains(method)) {
      return;
    }
    Optional<String> site = request.headers().first(FETCH_SITE);
    boolean allowed =
        switch (principal) {
          case Principal.Bearer _ -> true;
          case Principal.SignedIn _ -> site.filter("same-origin"::equals).isPresent();
          case Principal.Anyone() -> site.isEmpty() || site.get().equals("same-origin");
        };
    if (!allowed) {
      throw new Rejected(
          Rejection.CROSS_SITE,
          "Sec-Fetch-Site is %s, must be same-origin".formatted(site.orElse("missing")));
    }
  }
}
