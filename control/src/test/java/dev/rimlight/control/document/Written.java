package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.core.InvalidDefinition;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Routes as a test writes them.
final class Written {
  private Written() {}

  /// A route with the flag cta and these fields, as JSON without the braces.
  static Map<String, Object> route(String fields) {
    return Json.readObject(
        ("{\"key\":\"r\",\"pattern\":\"/\",\"priority\":1,\"flags\":[\"cta\"]," + fields + "}")
            .getBytes(StandardCharsets.UTF_8));
  }

  /// A route with one edit of these fields.
  static Map<String, Object> edit(Map<String, String> fields) {
    Map<String, Object> edit = new LinkedHashMap<>(fields);
    edit.put("flag", "cta");
    edit.put("variant", "b");
    return Map.of(
        "key", "r", "pattern", "/", "priority", 1, "flags", List.of("cta"), "edits", List.of(edit));
  }

  static void assertRefused(Map<String, Object> route, String pointer, String message) {
    assertThatThrownBy(() -> Route.read(route, Scripts.REFUSED))
        .isInstanceOfSatisfying(
            InvalidDefinition.class, invalid -> assertThat(invalid.pointer()).isEqualTo(pointer))
        .hasMessage(message);
  }
}
