package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.FlagType;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.compose.VariantValues;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flag's values, which have no names but their positions.
record Variations(List<@Nullable Object> values) {
  static Variations of(Place flag) {
    Place variations = flag.at("variations");
    return new Variations(variations.isNull() ? List.of() : variations.array());
  }

  static String key(int position) {
    return String.valueOf(position);
  }

  boolean has(int position) {
    return position >= 0 && position < values.size();
  }

  FlagType type() {
    return VariantValues.type(values);
  }

  List<Variant> variants() {
    FlagType type = type();
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      variants.add(new Variant(key(i), VariantValues.value(type, values.get(i))));
    }
    return variants;
  }
}
