package dev.rimlight.interop.eppo;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Flag;
import dev.rimlight.core.FlagType;
import dev.rimlight.core.Range;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Variant;
import dev.rimlight.core.hash.Hash;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.compose.VariantValues;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One flag in our language: a rule for every split of every allocation, in their order. It serves
/// within the allocation's time, if its rules hold and every shard of the split has the subject.
final class FlagTranslation {
  /// What the SDKs answer when a value is not of the flag's type.
  static final String ASSIGNMENT_ERROR = "ASSIGNMENT_ERROR";

  private static final int SHARD_BITS = 32;
  private static final int USUAL_SHARDS = 10_000;
  private static final Set<String> CARRIED =
      Set.of("key", "enabled", "variationType", "variations", "allocations", "totalShards");
  private static final Map<String, String> REASONS =
      Map.of(
          "comment", "engines carry no descriptions",
          "entityId", "our language does not say what is recorded");
  private static final Set<String> ALLOCATION_CARRIED =
      Set.of("key", "rules", "startAt", "endAt", "splits");
  private static final Map<String, String> ALLOCATION_REASONS =
      Map.of("doLog", "our language does not say what is recorded; every decision can be");
  private static final Set<String> SPLIT_CARRIED = Set.of("variationKey", "shards");
  private static final Map<String, String> SPLIT_REASONS =
      Map.of("extraLogging", "our language does not say what is recorded");

  private final String name;
  private final Place flag;
  private final Wording wording;
  private final Conditions conditions;
  private final Losses losses;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final List<@Nullable Object> values = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  FlagTranslation(String name, Place flag, Wording wording, Conditions conditions, Losses losses) {
    this.name = name;
    this.flag = flag;
    this.wording = wording;
    this.conditions = conditions;
    this.losses = losses;
  }

  TranslatedFlag translate(String key) {
    losses.dropped(flag, "flag " + name, CARRIED, REASONS);
    String type = flag.at("variationType").textOr("");
    for (Place.Member variation : flag.at("variations").members()) {
      read(variation, type);
    }
    KeyNames variantKeys = new KeyNames(positions.keySet());
    losses.renamed("variation", variantKeys, variation -> flag.at("variations").at(variation));
    KeyNames ruleIds = new KeyNames(List.of());
    for (Place allocation : flag.at("allocations").elements()) {
      allocation(allocation, variantKeys, ruleIds);
    }
    FlagType ours = type(type);
    List<Variant> variants = new ArrayList<>();
    positions.forEach((variation, position) ->
        variants.add(
            new Variant(
                variantKeys.key(variation), VariantValues.value(ours, values.get(position)))));
    boolean enabled = flag.at("enabled").boolOr(false);
    return new TranslatedFlag(
        new Flag(key, ours, enabled, variants, null, rules, new Serve.Nothing()),
        enabled,
        type,
        List.copyOf(positions.keySet()),
        values);
  }

  static FlagType type(String type) {
    return switch (type) {
      case "BOOLEAN" -> FlagType.BOOLEAN;
      case "STRING" -> FlagType.STRING;
      case "INTEGER" -> FlagType.INTEGER;
      case "NUMERIC" -> FlagType.NUMBER;
      default -> FlagType.JSON;
    };
  }

  /// Keeps a variation whose value is of the flag's type.
  private void read(Place.Member variation, String type) {
    Place place = variation.place();
    String variationName = wording.text(place.at("key"));
    Object value = typed(wording.read(place.at("value")), type);
    Case.Type needed =
        switch (type) {
          case "BOOLEAN" -> Case.Type.BOOLEAN;
          case "STRING" -> Case.Type.STRING;
          case "INTEGER" -> Case.Type.INTEGER;
          case "NUMERIC" -> Case.Type.NUMBER;
          default -> Case.Type.OBJECT;
        };
    if (!needed.holds(value)) {
      losses.add(
          place.at("value"),
          "variation " + variationName + " of flag " + name,
          "its value is not of the flag's type; where it would be served, a decision ends with an"
              + " error, as it does in Eppo");
      return;
    }
    positions.put(variationName, values.size());
    values.add(value);
  }

  /// JSON is written as a text, and so is everything in obfuscated documents.
  private @Nullable Object typed(@Nullable Object value, String type) {
    boolean parse = type.equals("JSON") || (wording.obfuscated() && !type.equals("STRING"));
    if (!parse || !(value instanceof String text)) {
      return value;
    }
    try {
      return Json.read(text);
    } catch (InvalidJson reportedAsOfAnotherType) {
      return null;
    }
  }

  private void allocation(Place allocation, KeyNames variantKeys, KeyNames ruleIds) {
    String key = wording.text(allocation.at("key"));
    losses.dropped(allocation, "allocation " + key, ALLOCATION_CARRIED, ALLOCATION_REASONS);
    List<Condition> open = new ArrayList<>();
    moment(allocation.at("startAt"))
        .ifPresent(start -> open.add(Tests.passes(now(), Checks.notBefore(start))));
    moment(allocation.at("endAt"))
        .ifPresent(end -> open.add(Tests.passes(now(), Checks.before(end + 1))));
    open.add(conditions.any(allocation.at("rules")));
    List<Place> splits = allocation.at("splits").elements();
    for (int i = 0; i < splits.size(); i++) {
      Place split = splits.get(i);
      losses.dropped(split, "a split of allocation " + key, SPLIT_CARRIED, SPLIT_REASONS);
      List<Condition> parts = new ArrayList<>(open);
      split.at("shards").elements().forEach(shard -> parts.add(shard(shard)));
      String id = splits.size() == 1 ? key : key + "-" + (i + 1);
      rules.add(
          new Rule(
              ruleIds.key(rules.size() + "-" + id),
              Tests.all(parts),
              serve(split.at("variationKey"), variantKeys)));
    }
  }

  private Serve serve(Place variationKey, KeyNames variantKeys) {
    String variation = wording.text(variationKey);
    if (positions.containsKey(variation)) {
      return new Serve.Fixed(variantKeys.key(variation));
    }
    losses.add(
        variationKey,
        "variation " + variation,
        "the flag has none of this name that can be served; a decision that comes to it ends with an"
            + " error");
    return new Serve.Broken(ASSIGNMENT_ERROR);
  }

  private static Attribute now() {
    return Attribute.parse(Attribute.NOW).orElseThrow();
  }

  private OptionalLong moment(Place place) {
    if (place.isNull()) {
      return OptionalLong.empty();
    }
    String text = wording.text(place);
    OptionalLong millis = Timestamp.parseDateTime(text);
    if (millis.isEmpty()) {
      millis = Timestamp.parseDate(text);
    }
    if (millis.isEmpty()) {
      losses.add(place, "a bound of time", "it is no time, and so it bounds nothing");
    }
    return millis;
  }

  private Condition shard(Place shard) {
    int total = flag.at("totalShards").integerOr(USUAL_SHARDS);
    Bucketing by =
        new Bucketing(
            Hash.Kind.MD5,
            0,
            wording.text(shard.at("salt")) + "-",
            null,
            "",
            false,
            SHARD_BITS,
            total,
            true,
            false);
    List<Range> ranges = new ArrayList<>();
    for (Place range : shard.at("ranges").elements()) {
      int start = Math.max(0, range.at("start").integer());
      int end = Math.min(total, range.at("end").integer());
      if (start < end) {
        ranges.add(new Range(start, end));
      }
    }
    return new Condition.InBuckets(by, ranges);
  }
}
