package dev.rimlight.interop.vendor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One question of a caller: which flag, of which type, for which context.
///
/// @param id comes back unchanged; the unit wherever a vendor would draw lots
/// @param type what the caller asks for
/// @param fallback the caller's default, a JSON tree
/// @param context the vendor's own context, a JSON tree, not checked
/// @param nowMillis the clock of this case
/// @param sticky stored documents of sticky bucketing; null: sticky bucketing is off
public record Case(
    String id,
    String flag,
    Type type,
    @Nullable Object fallback,
    @Nullable Object context,
    long nowMillis,
    @Nullable List<@Nullable Object> sticky) {
  public enum Type {
    BOOLEAN,
    STRING,
    INTEGER,
    NUMBER,
    OBJECT,
    ANY;

    /// Whether a JSON tree is of this type; 1 and 1.0 are both integers, lists are objects.
    public boolean holds(@Nullable Object tree) {
      return switch (this) {
        case BOOLEAN -> tree instanceof Boolean;
        case STRING -> tree instanceof String;
        case INTEGER -> tree instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue());
        case NUMBER -> tree instanceof Number;
        case OBJECT -> tree instanceof Map<?, ?> || tree instanceof List<?>;
        case ANY -> true;
      };
    }
  }
}
