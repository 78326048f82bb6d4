package dev.rimlight.interop.growthbook;

import dev.rimlight.core.FlagType;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.VariantValues;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The variants of a feature: GrowthBook has values only, and each value becomes one, named after
/// it. Variations of one experiment that have the same value are variants of their own.
final class FeatureVariants {
  private final List<String> keys = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private final Map<String, List<String>> byJson = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final KeyNames names = new KeyNames(List.of());

  /// The variant of the value.
  String of(@Nullable Object value) {
    return of(value, 0);
  }

  /// The variants of an experiment's variations.
  List<String> ofAll(List<@Nullable Object> variations) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    List<String> variants = new ArrayList<>();
    for (Object value : variations) {
      variants.add(of(value, seen.merge(JsonText.of(value), 1, Integer::sum) - 1));
    }
    return variants;
  }

  private String of(@Nullable Object value, int occurrence) {
    List<String> same = byJson.computeIfAbsent(JsonText.of(value), json -> new ArrayList<>());
    while (same.size() <= occurrence) {
      String key = free(name(value));
      same.add(key);
      keys.add(key);
      values.add(value);
    }
    return same.get(occurrence);
  }

  private String name(@Nullable Object value) {
    return switch (value) {
      case String text when !text.isEmpty() -> names.key(text);
      case Number number -> names.key(JavaScript.text(number));
      case Boolean b -> b.toString();
      case null, default -> "value-" + (keys.size() + 1);
    };
  }

  private String free(String name) {
    String key = name;
    for (int i = 2; !taken.add(key); i++) {
      key = name.substring(0, Math.min(name.length(), 60)) + "-" + i;
    }
    return key;
  }

  List<@Nullable Object> values() {
    return values;
  }

  int position(String key) {
    return keys.indexOf(key);
  }

  List<String> keys() {
    return keys;
  }

  FlagType type() {
    return VariantValues.type(values);
  }

  List<Variant> variants() {
    FlagType type = type();
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      variants.add(new Variant(keys.get(i), VariantValues.value(type, values.get(i))));
    }
    return variants;
  }
}
