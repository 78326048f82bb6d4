package dev.rimlight.control.api;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.access.Scopes;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Accounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Signing in and out, and what answers without it.
final class AccessOperations {
  static final String COOKIE = "__Host-rl_session";

  static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
  private static final System.Logger LOG = System.getLogger(AccessOperations.class.getName());
  private static final String VERSION = "0.1.0";

  private final Access access;
  private final List<String> environments;
  private final String openapi;
  private final Readiness readiness;

  AccessOperations(Access access, List<String> environments, String openapi, Readiness readiness) {
    this.access = access;
    this.environments = List.copyOf(environments);
    this.openapi = openapi;
    this.readiness = readiness;
  }

  List<Operation> all() {
    return List.of(
        Operation.open(
            "GET", "/health", _ -> new Answer.Value(Map.of("status", "ok", "version", VERSION))),
        Operation.open("GET", "/healthz", _ -> new Answer.Value(Map.of("status", "ok"))),
        Operation.open("GET", "/readyz", _ -> ready()),
        Operation.known(
            "GET", "/v1/openapi.yaml", _ -> new Answer.Text("application/yaml", openapi)),
        Operation.open("POST", "/v1/session", this::signIn),
        Operation.known("GET", "/v1/session", this::whoAmI),
        Operation.known("DELETE", "/v1/session", this::signOut));
  }

  /// Without its database a control plane lives, and serves nothing; one that ends serves what has
  /// come.
  private Answer ready() {
    if (readiness.ending()) {
      throw new Rejected(Rejection.NOT_READY, "the control plane ends");
    }
    try {
      access.requireStore();
      return new Answer.Value(Map.of("status", "ready"));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the database does not answer", e);
      throw new Rejected(Rejection.NOT_READY, "the database does not answer");
    }
  }

  private Answer signIn(Call call) {
    TextFields fields = new TextFields(call.body(), List.of("name", "password"));
    Access.Opened opened =
        access.signIn(
            fields.required("name", Access.MAX_NAME_CHARS),
            fields.required("password", Access.MAX_PASSWORD_CHARS),
            call.address());
    Accounts.Session session = opened.session();
    return new Answer.Value(
        200,
        session(session.name(), access.roles(session.name()), session.expiresAt()),
        Map.of(
            "Set-Cookie",
            COOKIE + "=" + opened.secret() + ATTRIBUTES + Access.SESSION.toSeconds()));
  }

  private Answer whoAmI(Call call) {
    return switch (call.principal()) {
      case Principal.SignedIn in ->
          new Answer.Value(session(in.name(), in.roles(), in.expiresAt()));
      case Principal.Bearer(String name, Scopes.Roles roles) ->
          new Answer.Value(session(name, roles, null));
      case Principal.Anyone() -> throw new Rejected(Rejection.NOT_SIGNED_IN, "nobody is signed in");
    };
  }

  private Answer signOut(Call call) {
    if (call.principal() instanceof Principal.SignedIn in) {
      access.signOut(in.secret());
    }
    return new Answer.Nothing(Map.of("Set-Cookie", COOKIE + "=" + ATTRIBUTES + "0"));
  }

  private Map<String, Object> session(String name, Scopes.Roles roles, @Nullable Long expiresAt) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("name", name);
    roles.everywhere().ifPresent(has -> session.put("role", has.word()));
    session.put("environments", environments.stream().filter(roles.in()::containsKey).toList());
    TreeMap<String, String> words = new TreeMap<>();
    roles.in().forEach((environment, role) -> words.put(environment, role.word()));
    session.put("roles", words);
    if (expiresAt != null) {
      session.put("expiresAt", expiresAt);
    }
    return session;
  }
}
