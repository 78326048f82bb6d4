package dev.rimlight.interop.compose;

import dev.rimlight.core.FlagType;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Value;
import dev.rimlight.interop.json.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a flag's values are in our language, where vendors give them no type.
public final class VariantValues {
  private VariantValues() {}

  /// The narrowest type that all values have.
  public static FlagType type(List<@Nullable Object> trees) {
    if (trees.isEmpty()) {
      return FlagType.JSON;
    }
    if (trees.stream().allMatch(Boolean.class::isInstance)) {
      return FlagType.BOOLEAN;
    }
    if (trees.stream().allMatch(String.class::isInstance)) {
      return FlagType.STRING;
    }
    if (!trees.stream().allMatch(VariantValues::finite)) {
      return FlagType.JSON;
    }
    return trees.stream().allMatch(VariantValues::whole) ? FlagType.INTEGER : FlagType.NUMBER;
  }

  /// The value of a flag of the type, which it must fit.
  public static Value value(FlagType type, @Nullable Object tree) {
    return switch (type) {
      case BOOLEAN -> Value.of(Boolean.TRUE.equals(tree));
      case STRING -> new Value.Text(String.valueOf(tree));
      case INTEGER, NUMBER ->
          new Value.Numeric(tree instanceof Number number ? number.doubleValue() : Double.NaN);
      case JSON -> new Value.Json(JsonText.of(tree));
    };
  }

  private static boolean finite(@Nullable Object tree) {
    return tree instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private static boolean whole(@Nullable Object tree) {
    return tree instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) <= Limits.MOST_INTEGER;
  }
}
