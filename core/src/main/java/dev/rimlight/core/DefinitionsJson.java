package dev.rimlight.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads flags, experiments and what they share from parsed JSON: trees of Map, List, String,
/// Number and Boolean, as any JSON library makes them. The shapes are those of
/// spec/definitions.schema.json; the first thing that is wrong is named and nothing is read.
public final class DefinitionsJson {
  private static final Set<String> DOCUMENT_FIELDS =
      Set.of(
          "environment",
          "description",
          "revision",
          "flags",
          "experiments",
          "segments",
          "layers",
          "holdouts");
  private static final Set<String> FLAG_FIELDS =
      Set.of(
          "key",
          "name",
          "description",
          "tags",
          "owner",
          "expires",
          "kill",
          "type",
          "on",
          "variants",
          "off",
          "rules",
          "default");
  private static final Set<String> VARIANT_FIELDS = Set.of("key", "name", "value");
  private static final Set<String> SEGMENT_FIELDS = Set.of("key", "name", "description", "when");
  private static final Set<String> LAYER_FIELDS = Set.of("key", "name", "description", "unit");
  private static final Set<String> HOLDOUT_FIELDS =
      Set.of("key", "name", "description", "unit", "share");

  private DefinitionsJson() {}

  /// A whole document, unchecked: see [Definitions#checked].
  public static Definitions read(Map<String, ?> document) {
    Node node = new Node("", document);
    requireOnly(node, DOCUMENT_FIELDS);
    Node environment = node.optional("environment");
    Node revision = node.optional("revision");
    return new Definitions(
        environment == null ? "default" : environment.key(),
        revision == null ? 0 : revision.whole(0, Integer.MAX_VALUE),
        all(node, "flags", Limits.FLAGS, DefinitionsJson::flag),
        all(node, "experiments", Limits.EXPERIMENTS, ExperimentJson::read),
        all(node, "segments", Limits.SEGMENTS, DefinitionsJson::segment),
        all(node, "layers", Limits.LAYERS, DefinitionsJson::layer),
        all(node, "holdouts", Limits.HOLDOUTS, DefinitionsJson::holdout),
        "[]");
  }

  /// The document that [#read] would read the same definitions from. A variant's JSON value stands
  /// in it as [Value.Json], for whoever writes the text.
  public static Map<String, Object> write(Definitions definitions) {
    return DefinitionsTree.of(definitions);
  }

  private static <T> List<T> all(Node node, String name, int limit, Function<Node, T> read) {
    Node list = node.optional(name);
    List<T> items = new ArrayList<>();
    for (int i = 0; list != null && i < list.list(limit).size(); i++) {
      items.add(read.apply(list.item(i)));
    }
    return items;
  }

  public static Flag readFlag(Map<String, ?> document) {
    return flag(new Node("", document));
  }

  public static Experiment readExperiment(Map<String, ?> document) {
    return ExperimentJson.read(new Node("", document));
  }

  public static Segment readSegment(Map<String, ?> document) {
    return segment(new Node("", document));
  }

  public static Layer readLayer(Map<String, ?> document) {
    return layer(new Node("", document));
  }

  public static Holdout readHoldout(Map<String, ?> document) {
    return holdout(new Node("", document));
  }

  private static Flag flag(Node node) {
    requireOnly(node, FLAG_FIELDS);
    FlagType type = flagType(node.member("type"));
    List<Variant> variants = variants(node.member("variants"), type);
    Set<String> keys = new HashSet<>();
    for (Variant variant : variants) {
      keys.add(variant.key());
    }
    requireLabels(node);
    String key = node.member("key").key();
    Node off = node.optional("off");
    ServeJson serves = new ServeJson(key, keys);
    return new Flag(
        key,
        type,
        node.member("on").bool(),
        variants,
        off == null ? null : serves.variant(off),
        serves.rules(node.optional("rules")),
        serves.read(node.member("default")));
  }

  /// Labels are for people: their form is checked, engines do not carry them.
  private static void requireLabels(Node node) {
    Node tags = node.optional("tags");
    for (int i = 0; tags != null && i < tags.list(Limits.TAGS).size(); i++) {
      tags.item(i).text(Limits.KEY_CHARS);
    }
    Node owner = node.optional("owner");
    if (owner != null) {
      owner.text(Limits.OWNER_CHARS);
    }
    Node expires = node.optional("expires");
    if (expires != null) {
      BucketingJson.moment(expires);
    }
  }

  private static Segment segment(Node node) {
    requireOnly(node, SEGMENT_FIELDS);
    Node when = node.optional("when");
    return new Segment(
        node.member("key").key(), when == null ? null : new ConditionJson().read(when, 1));
  }

  private static Layer layer(Node node) {
    requireOnly(node, LAYER_FIELDS);
    return new Layer(node.member("key").key(), ExperimentJson.unit(node.optional("unit")));
  }

  private static Holdout holdout(Node node) {
    requireOnly(node, HOLDOUT_FIELDS);
    return new Holdout(
        node.member("key").key(),
        node.member("share").weight(),
        ExperimentJson.unit(node.optional("unit")));
  }

  private static FlagType flagType(Node node) {
    String name = node.text(Limits.KEY_CHARS);
    for (FlagType type : FlagType.values()) {
      if (type.documentName().equals(name)) {
        return type;
      }
    }
    throw node.wrong("unknown_type", "must be boolean, string, integer, number or json");
  }

  private static List<Variant> variants(Node node, FlagType type) {
    int count = node.list(Limits.VARIANTS).size();
    if (count == 0) {
      throw new InvalidDefinition(
          "too_few", node.pointer(), "length of " + node.pointer() + " == 0, must be >= 1");
    }
    List<Variant> variants = new ArrayList<>(count);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Node item = node.item(i);
      requireOnly(item, VARIANT_FIELDS);
      String key = item.member("key").key();
      if (!seen.add(key)) {
        throw item.member("key").wrong("duplicate_variant", "must be unique within the flag");
      }
      Node value = type == FlagType.JSON ? item.given("value") : item.member("value");
      variants.add(new Variant(key, value(value, type)));
    }
    return variants;
  }

  private static Value value(Node node, FlagType type) {
    return switch (type) {
      case BOOLEAN -> Value.of(node.bool());
      case STRING -> new Value.Text(node.text(Limits.TEXT_CHARS));
      case INTEGER -> {
        double number = node.number();
        if (number != Math.rint(number) || Math.abs(number) > Limits.MOST_INTEGER) {
          throw node.wrong("wrong_type", "must be a whole number of at most 2^53 - 1");
        }
        yield new Value.Numeric(number);
      }
      case NUMBER -> new Value.Numeric(node.number());
      case JSON -> new Value.Json(CanonicalJson.write(node));
    };
  }

  static void requireOnly(Node node, Set<String> fields) {
    for (Object name : node.object().keySet()) {
      if (!(name instanceof String text) || !fields.contains(text)) {
        throw new InvalidDefinition(
            "unknown_field",
            node.pointer() + "/" + name,
            (node.pointer().isEmpty() ? "the document" : node.pointer())
                + " has the unknown field "
                + name);
      }
    }
  }
}
