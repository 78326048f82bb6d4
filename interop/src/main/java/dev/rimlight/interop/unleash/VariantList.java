package dev.rimlight.interop.unleash;

import dev.rimlight.core.FlagType;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.compose.VariantValues;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All variants that a feature and its strategies can give, each name with each payload once. Two
/// strategies may have variants of one name with different payloads.
final class VariantList {
  /// One variant.
  ///
  /// @param payload null where the document has none
  record Entry(String name, @Nullable Object payload, String key) {}

  private final List<Entry> entries = new ArrayList<>();
  private final KeyNames keys = new KeyNames(List.of());

  /// Our key of the variant.
  String key(Place variant) {
    String name = variant.at("name").text();
    Object payload = variant.at("payload").value();
    int namesakes = 0;
    for (Entry entry : entries) {
      if (entry.name().equals(name)) {
        if (Objects.equals(entry.payload(), payload)) {
          return entry.key();
        }
        namesakes++;
      }
    }
    String key = keys.key(namesakes == 0 ? name : name + "-" + (namesakes + 1));
    entries.add(new Entry(name, payload, key));
    return key;
  }

  List<Entry> entries() {
    return entries;
  }

  /// Keys of the variants of a name.
  List<String> keysOf(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).map(Entry::key).toList();
  }

  FlagType type() {
    return VariantValues.type(values());
  }

  List<Variant> variants() {
    FlagType type = type();
    List<Variant> variants = new ArrayList<>();
    for (Entry entry : entries) {
      variants.add(new Variant(entry.key(), VariantValues.value(type, value(entry))));
    }
    return variants;
  }

  /// Our keys of variants that could not keep their names.
  Map<String, String> renamed() {
    Map<String, String> renamed = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (!entry.key().equals(entry.name())) {
        renamed.put(entry.name(), entry.key());
      }
    }
    return renamed;
  }

  private List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>();
    entries.forEach(entry -> values.add(value(entry)));
    return values;
  }

  /// Payloads are texts that say of which type they are.
  private static @Nullable Object value(Entry entry) {
    Place payload = Place.root(entry.payload());
    if (!(payload.at("value").value() instanceof String text)) {
      return payload.at("value").value();
    }
    Object type = payload.at("type").value();
    if (!"json".equals(type) && !"number".equals(type)) {
      return text;
    }
    try {
      Object parsed = Json.read(text);
      return "number".equals(type) && !(parsed instanceof Number) ? text : parsed;
    } catch (InvalidJson staysText) {
      return text;
    }
  }
}
