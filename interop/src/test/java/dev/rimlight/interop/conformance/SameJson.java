package dev.rimlight.interop.conformance;

import dev.rimlight.interop.json.JsonText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares by JSON value: 1 and 1.0 are one number, the order of arrays counts, that of objects
/// does not.
enum SameJson {
  /// An absent member is not a null one.
  EXACTLY,
  /// An absent member is a null one.
  ABSENT_IS_NULL;

  /// What is wrong, if anything is.
  Optional<String> compare(String what, @Nullable Object expected, @Nullable Object actual) {
    return same(expected, actual)
        ? Optional.empty()
        : Optional.of(what + " == " + JsonText.of(actual) + ", expected " + JsonText.of(expected));
  }

  boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number m && b instanceof Number n) {
      return m.doubleValue() == n.doubleValue();
    }
    if (a instanceof List<?> m && b instanceof List<?> n) {
      if (m.size() != n.size()) {
        return false;
      }
      for (int i = 0; i < m.size(); i++) {
        if (!same(m.get(i), n.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Map<?, ?> m && b instanceof Map<?, ?> n) {
      Set<Object> names = new HashSet<>(m.keySet());
      names.addAll(n.keySet());
      return names.stream()
          .allMatch(name ->
              (this == ABSENT_IS_NULL || m.containsKey(name) == n.containsKey(name))
                  && same(m.get(name), n.get(name)));
    }
    return a == null ? b == null : a.equals(b);
  }
}
