package dev.rimlight.control.api;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.access.Keyring;
import dev.rimlight.control.access.People;
import dev.rimlight.control.access.Role;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Accounts;
import dev.rimlight.control.store.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Accounts and tokens: who may do what. Without an environment the first one is meant.
final class PeopleOperations {
  private final People people;
  private final Keyring keyring;
  private final String environment;

  PeopleOperations(People people, Keyring keyring, String environment) {
    this.people = people;
    this.keyring = keyring;
    this.environment = environment;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(
            Role.ADMIN,
            "GET",
            "/v1/accounts",
            _ -> new Answer.Value(Map.of("accounts", people.members()))),
        Operation.of(Role.ADMIN, "POST", "/v1/accounts", this::addAccount),
        Operation.of(Role.ADMIN, "PUT", "/v1/accounts/{name}", this::changeAccount),
        Operation.of(Role.ADMIN, "DELETE", "/v1/accounts/{name}", this::removeAccount),
        Operation.known("PUT", "/v1/session/password", this::changePassword),
        Operation.of(
            Role.ADMIN,
            "GET",
            "/v1/tokens",
            _ -> new Answer.Value(Map.of("tokens", keyring.list()))),
        Operation.of(Role.ADMIN, "POST", "/v1/tokens", this::makeToken),
        Operation.of(Role.ADMIN, "DELETE", "/v1/tokens/{id}", this::revokeToken),
        Operation.of(
            Role.ADMIN,
            "POST",
            "/v1/tokens/{id}/rotation",
            call -> made(200, keyring.rotate(call.parameter("id"), call.by()))));
  }

  private Answer addAccount(Call call) {
    TextFields fields =
        new TextFields(call.body(), List.of("name", "password", "role", "environment"));
    Accounts.Member member =
        people.add(
            grant(call, fields, fields.required("name", Access.MAX_NAME_CHARS)),
            fields.required("password", Access.MAX_PASSWORD_CHARS));
    return new Answer.Value(201, member, Map.of());
  }

  private Answer changeAccount(Call call) {
    TextFields fields = new TextFields(call.body(), List.of("role", "environment"));
    return new Answer.Value(people.change(grant(call, fields, call.parameter("name"))));
  }

  private People.Grant grant(Call call, TextFields fields, String name) {
    return new People.Grant(name, environment(fields), role(fields), call.by());
  }

  private Answer removeAccount(Call call) {
    people.remove(call.parameter("name"), call.by());
    return new Answer.Nothing(Map.of());
  }

  private Answer changePassword(Call call) {
    if (!(call.principal() instanceof Principal.SignedIn in)) {
      throw new Rejected(Rejection.INVALID_REQUEST, "a token has no password, must be an account");
    }
    TextFields fields = new TextFields(call.body(), List.of("old", "new"));
    people.changePassword(
        in.name(),
        fields.required("old", Access.MAX_PASSWORD_CHARS),
        fields.required("new", Access.MAX_PASSWORD_CHARS));
    return new Answer.Nothing(Map.of());
  }

  private Answer makeToken(Call call) {
    TextFields fields = new TextFields(call.body(), List.of("name", "role", "environment", "days"));
    return made(
        201,
        keyring.make(
            new Keyring.Wish(
                fields.required("name", Keyring.MAX_NAME_CHARS),
                environment(fields),
                role(fields),
                fields.whole("days", 1, Keyring.MAX_DAYS),
                call.by())));
  }

  private Answer revokeToken(Call call) {
    keyring.revoke(call.parameter("id"), call.by());
    return new Answer.Nothing(Map.of());
  }

  private static Answer made(int status, Keyring.Made made) {
    Tokens.Token token = made.token();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("token", token);
    shown.put("secret", made.secret());
    return new Answer.Value(status, shown, Map.of());
  }

  private String environment(TextFields fields) {
    return fields.optional("environment", Access.MAX_NAME_CHARS).orElse(environment);
  }

  private static Role role(TextFields fields) {
    String word = fields.required("role", Access.MAX_NAME_CHARS);
    Optional<Role> role = Role.of(word);
    return role.orElseThrow(() ->
        new Rejected(
            Rejection.INVALID_REQUEST,
            "role == \"%s\", must be one of %s".formatted(word, Role.words())));
  }
}
