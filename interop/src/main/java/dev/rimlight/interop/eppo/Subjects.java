package dev.rimlight.interop.eppo;

import dev.rimlight.core.Context;
import dev.rimlight.core.Value;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.vendor.AttributeValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Subjects as contexts: the key is the visitor, and the attribute `id` unless that is given.
final class Subjects {
  private Subjects() {}

  /// Empty without a key, which the SDKs refuse.
  static Optional<Context> context(@Nullable Object tree, Wording wording) {
    if (!(tree instanceof Map<?, ?> subject
        && subject.get("subjectKey") instanceof String key
        && !key.isEmpty())) {
      return Optional.empty();
    }
    Context context = new Context(key);
    put(context, wording, "id", key);
    if (subject.get("subjectAttributes") instanceof Map<?, ?> attributes) {
      attributes.forEach((name, value) -> put(context, wording, (String) name, value));
    }
    return Optional.of(context);
  }

  private static void put(Context context, Wording wording, String name, @Nullable Object value) {
    context.with(wording.lookedUp(name), AttributeValue.of(value));
    if (wording.obfuscated()) {
      context.with(
          wording.lookedUp(name) + Conditions.DIGEST,
          value == null
              ? Value.NULL
              : new Value.Text(
                  Wording.digest(value instanceof String text ? text : JsonText.of(value))));
    }
  }
}
