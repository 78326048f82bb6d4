package dev.rimlight.interop.conformance;

import dev.rimlight.interop.json.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/// Cases about one document, or calls of one function.
///
/// @param section that the cases are counted under
/// @param document null for calls
/// @param function null for cases
@NullUnmarked
record Suite(String section, Object document, String function, List<Check> checks) {
  static Suite ofCases(String section, Object document, List<Check> checks) {
    return new Suite(section, document, null, checks);
  }

  static Suite ofCalls(String function, List<Check> checks) {
    return new Suite(function, null, function, checks);
  }

  /// One case or call.
  ///
  /// @param line without its id
  /// @param verdict of the answer line: what is wrong, if anything is
  record Check(String name, Map<String, Object> line, Function<Place, Optional<String>> verdict) {}

  /// `members(name, value, name, value ...)`: an object in this order.
  static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }
}
