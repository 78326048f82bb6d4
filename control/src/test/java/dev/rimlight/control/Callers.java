package dev.rimlight.control;

import dev.rimlight.control.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/// Those who make requests: each role by its token, an admin by a session, strangers, nobody. Whose
/// token was revoked or whose session was ended gets another one.
final class Callers {
  private static final List<Role> ROLES = List.of(Role.values());
  private static final String SESSION = "a session";

  private final RunningControlPlane control;
  private final Map<String, List<String>> headers = new ConcurrentHashMap<>();
  private int people;

  Callers(RunningControlPlane control) {
    this.control = control;
  }

  /// @param role what they may do; none when they are not known
  record Caller(String name, Optional<Role> role, List<String> headers) {}

  /// Mostly somebody who may.
  Caller any(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> new Caller("nobody", Optional.empty(), List.of());
      case 1 ->
          new Caller(
              "a stranger",
              Optional.empty(),
              List.of("Authorization: Bearer rl_" + random.nextInt()));
      case 2 ->
          new Caller(
              "a stranger with a cookie",
              Optional.empty(),
              List.of("Cookie: __Host-rl_session=\"" + random.nextInt() + "; x"));
      case 3, 4, 5 -> inRole(ROLES.get(random.nextInt(ROLES.size())));
      case 6, 7 ->
          new Caller(
              SESSION, Optional.of(Role.ADMIN), headers.computeIfAbsent(SESSION, _ -> signIn()));
      default -> inRole(Role.ADMIN);
    };
  }

  private Caller inRole(Role role) {
    return new Caller(
        role.word(),
        Optional.of(role),
        headers.computeIfAbsent(
            role.word(), word -> List.of("Authorization: Bearer " + control.token(word))));
  }

  private List<String> signIn() {
    String name = "person" + people++;
    String password = RunningControlPlane.PASSWORD;
    control.post(
        "/v1/accounts",
        "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"admin\"}".formatted(name, password));
    String cookie =
        control
            .send(
                "POST",
                "/v1/session",
                "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password))
            .header("Set-Cookie");
    return List.of("Cookie: " + cookie.replaceFirst(";.*", ""), "Sec-Fetch-Site: same-origin");
  }

  /// Forgets those whom the control plane no longer knows.
  void renew() {
    for (String name : new ArrayList<>(headers.keySet())) {
      List<String> sent = new ArrayList<>();
      headers
          .getOrDefault(name, List.of())
          .forEach(header -> sent.addAll(List.of(header.split(": ", 2))));
      var answer = control.send("GET", "/v1/session", "", sent.toArray(String[]::new));
      Object role = answer.status() == 200 ? answer.json().get("role") : null;
      if (!(name.equals(SESSION) ? Role.ADMIN.word() : name).equals(role)) {
        headers.remove(name);
      }
    }
  }
}
