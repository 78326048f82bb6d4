package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One operation of spec/openapi.yaml.
///
/// @param template its path there, as `/v1/environments/{environment}/flags`
/// @param admission whom it answers
record Operation(
    String method,
    String template,
    Admission admission,
    Function<Call, Answer> answer,
    List<String> parts) {

  static Operation of(Role role, String method, String template, Function<Call, Answer> answer) {
    return new Operation(method, template, new Admission.Needs(role), answer, parts(template));
  }

  static Operation known(String method, String template, Function<Call, Answer> answer) {
    return new Operation(method, template, new Admission.Known(), answer, parts(template));
  }

  static Operation open(String method, String template, Function<Call, Answer> answer) {
    return new Operation(method, template, new Admission.Anyone(), answer, parts(template));
  }

  static List<String> parts(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /// The parameters in the path, when it is this operation's.
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != parts.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.startsWith("{")) {
        parameters.put(
            part.substring(1, part.length() - 1),
            URLDecoder.decode(path.get(i).replace("+", "%2B"), StandardCharsets.UTF_8));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
