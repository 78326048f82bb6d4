package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The name of an attribute as clauses and rollouts write it: a plain name, or a path that begins
/// with "/". Where no kind of context is named, the document is of the time before paths, and every
/// name is plain.
///
/// @param steps the names on the way; empty when the reference is malformed
record AttributeReference(List<String> steps) {
  private static final String KIND = "kind";

  static AttributeReference of(@Nullable String written, boolean plain) {
    if (written == null || written.isEmpty()) {
      return new AttributeReference(List.of());
    }
    if (plain || written.charAt(0) != '/') {
      return new AttributeReference(List.of(written));
    }
    List<String> steps = new ArrayList<>();
    for (String step : written.substring(1).split("/", -1)) {
      if (step.isEmpty() || step.replace("~0", "").replace("~1", "").contains("~")) {
        return new AttributeReference(List.of());
      }
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return new AttributeReference(steps);
  }

  boolean malformed() {
    return steps.isEmpty();
  }

  /// Whether the kinds themselves are asked for, whatever kind is named.
  boolean isKind() {
    return steps.equals(List.of(KIND));
  }

  /// Where a context of ours has the attribute; empty when it lies deeper than contexts go.
  Optional<Attribute> in(String contextKind) {
    if (isKind()) {
      return Attribute.parse(KIND);
    }
    StringBuilder path = new StringBuilder("/").append(escaped(contextKind));
    steps.forEach(step -> path.append('/').append(escaped(step)));
    return Attribute.parse(path.toString());
  }

  static Attribute keyOf(String contextKind) {
    return Attribute.parse("/" + escaped(contextKind) + "/key").orElseThrow();
  }

  private static String escaped(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }
}
