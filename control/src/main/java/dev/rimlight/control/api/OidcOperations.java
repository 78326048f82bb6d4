package dev.rimlight.control.api;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.oidc.Attempt;
import dev.rimlight.control.oidc.OidcSignIn;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signing in by an OpenID provider, and by which ways one can sign in at all.
final class OidcOperations {
  static final String BEGIN = "/v1/session/oidc";
  static final String COOKIE = "__Host-rl_oidc";

  private static final String FORGOTTEN = COOKIE + "=" + AccessOperations.ATTRIBUTES + "0";

  private final Access access;
  private final Optional<OidcSignIn> oidc;

  OidcOperations(Access access, Optional<OidcSignIn> oidc) {
    this.access = access;
    this.oidc = oidc;
  }

  List<Operation> all() {
    return List.of(
        Operation.open("GET", "/v1/session/ways", _ -> ways()),
        Operation.open("GET", BEGIN, this::begin),
        Operation.open("GET", BEGIN + "/callback", this::end));
  }

  private Answer ways() {
    Map<String, Object> ways = new LinkedHashMap<>();
    ways.put("password", true);
    oidc.ifPresent(provider -> ways.put("oidc", Map.of("name", provider.name(), "path", BEGIN)));
    return new Answer.Value(ways);
  }

  private Answer begin(Call call) {
    OidcSignIn.Begun begun = provider().begin(call.query("to").orElse("/"));
    return new Answer.Redirect(
        begun.location().toString(),
        List.of(
            COOKIE
                + "="
                + begun.cookie()
                + AccessOperations.ATTRIBUTES
                + Attempt.LASTS.toSeconds()));
  }

  /// Once it comes back the attempt is over, whatever became of it.
  private Answer end(Call call) {
    OidcSignIn provider = provider();
    OidcSignIn.Returned returned =
        new OidcSignIn.Returned(
            call.query("state"),
            call.query("code"),
            call.query("iss"),
            call.query("error"),
            call.query("error_description"));
    Attempt attempt = provider.answered(call.cookie(COOKIE), returned);
    try {
      Access.Opened opened = access.admit(provider.finish(attempt, returned));
      return new Answer.Redirect(
          attempt.to(),
          List.of(
              AccessOperations.COOKIE
                  + "="
                  + opened.secret()
                  + AccessOperations.ATTRIBUTES
                  + Access.SESSION.toSeconds(),
              FORGOTTEN));
    } catch (Rejected e) {
      throw e.withHeader("Set-Cookie", FORGOTTEN);
    }
  }

  private OidcSignIn provider() {
    return oidc.orElseThrow(() ->
        new Rejected(Rejection.NOT_FOUND, "nobody signs in by a provider here: --oidc-issuer"));
  }
}
