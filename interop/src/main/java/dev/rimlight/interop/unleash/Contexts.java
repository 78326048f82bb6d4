package dev.rimlight.interop.unleash;

import dev.rimlight.core.Context;
import dev.rimlight.core.Value;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.interop.json.JsonText;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The fields of a context and its properties as attributes, all of them texts. Where a field and a
/// property have the same name the field counts.
final class Contexts {
  private Contexts() {}

  /// @param unit the visitor, for whom Unleash would draw lots
  static Context context(@Nullable Object tree, String unit) {
    Context context = new Context(unit);
    if (tree instanceof Map<?, ?> fields) {
      if (fields.get("properties") instanceof Map<?, ?> properties) {
        properties.forEach((name, value) -> put(context, (String) name, value));
      }
      fields.forEach((name, value) -> {
        if (!name.equals("properties")) {
          put(context, (String) name, value);
        }
      });
    }
    return context;
  }

  private static void put(Context context, String name, @Nullable Object value) {
    if (value == null) {
      return;
    }
    String text = value instanceof String given ? given : JsonText.of(value);
    context.with(name, name.equals("currentTime") ? time(text) : new Value.Text(text));
  }

  /// A day is its first millisecond.
  private static Value time(String text) {
    OptionalLong day = Timestamp.parseDate(text);
    return day.isPresent() ? new Value.Numeric(day.getAsLong()) : new Value.Text(text);
  }
}
