package dev.rimlight.core;

import dev.rimlight.core.text.Timestamp;
import dev.rimlight.core.text.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Definitions as the JSON tree that [DefinitionsJson] reads; what is absent is left out.
final class DefinitionsTree {
  private DefinitionsTree() {}

  static Map<String, Object> of(Definitions definitions) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("environment", definitions.environment());
    tree.put("revision", definitions.revision());
    tree.put("flags", all(definitions.flags(), DefinitionsTree::flag));
    tree.put("experiments", all(definitions.experiments(), DefinitionsTree::experiment));
    optional(tree, "segments", all(definitions.segments(), DefinitionsTree::segment));
    optional(
        tree, "layers", all(definitions.layers(), layer -> unit("key", layer.key(), layer.unit())));
    optional(tree, "holdouts", all(definitions.holdouts(), DefinitionsTree::holdout));
    return tree;
  }

  private static <T> List<Object> all(List<T> items, Function<T, Object> write) {
    List<Object> list = new ArrayList<>(items.size());
    for (T item : items) {
      list.add(write.apply(item));
    }
    return list;
  }

  private static void optional(Map<String, Object> tree, String name, List<Object> items) {
    if (!items.isEmpty()) {
      tree.put(name, items);
    }
  }

  private static Map<String, Object> tree(String name, Object value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(name, value);
    return tree;
  }

  static Map<String, Object> flag(Flag flag) {
    Map<String, Object> tree = tree("key", flag.key());
    tree.put("type", flag.type().documentName());
    tree.put("on", flag.on());
    tree.put("variants", all(flag.variants(), DefinitionsTree::variant));
    if (flag.off() != null) {
      tree.put("off", flag.off());
    }
    tree.put("rules", all(flag.rules(), rule -> rule(flag, rule)));
    tree.put("default", serve(flag, flag.otherwise()));
    return tree;
  }

  private static Object variant(Variant variant) {
    Map<String, Object> tree = tree("key", variant.key());
    tree.put(
        "value",
        switch (variant.value()) {
          case Value.Json json -> json;
          case Value other -> plain(other);
        });
    return tree;
  }

  private static Object rule(Flag flag, Rule rule) {
    Map<String, Object> tree = tree("id", rule.id());
    if (!(rule.when() instanceof Condition.Always)) {
      tree.put("when", condition(rule.when()));
    }
    tree.put("serve", serve(flag, rule.serve()));
    return tree;
  }

  private static Map<String, Object> serve(Flag flag, Serve serve) {
    return switch (serve) {
      case Serve.Fixed fixed -> tree("variant", fixed.variant());
      case Serve.Split split -> {
        Map<String, Object> tree = tree("split", all(split.shares(), DefinitionsTree::share));
        if (!split.by().equals(Bucketing.standard(Bucketing.VARIANT_SEED, flag.key(), null))) {
          tree.put("by", bucketing(split.by()));
        }
        yield tree;
      }
      case Serve.InExperiment in -> tree("experiment", in.experiment());
      case Serve.Named named -> {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("named", term(named.name()));
        yield tree;
      }
      case Serve.Nothing nothing -> tree("nothing", true);
      case Serve.Broken broken -> tree("broken", broken.error());
    };
  }

  private static Object share(Share share) {
    Map<String, Object> tree = tree("variant", share.variant());
    tree.put("weight", share.weight());
    return tree;
  }

  static Map<String, Object> experiment(Experiment experiment) {
    Map<String, Object> tree = tree("key", experiment.key());
    tree.put("flag", experiment.flag());
    tree.put("by", bucketing(experiment.by()));
    tree.put("control", experiment.control());
    tree.put("arms", all(experiment.arms(), DefinitionsTree::arm));
    tree.put("allocation", experiment.allocation());
    if (!(experiment.audience() instanceof Condition.Always)) {
      tree.put("audience", condition(experiment.audience()));
    }
    if (experiment.layer() != null) {
      Map<String, Object> layer = tree("key", experiment.layer());
      layer.put("slots", ranges(experiment.slots()));
      tree.put("layer", layer);
    }
    optional(tree, "holdouts", List.copyOf(experiment.holdouts()));
    Experiment.Sticky sticky = experiment.sticky();
    if (sticky != null) {
      Map<String, Object> sticks = tree("version", sticky.version());
      sticks.put("minVersion", sticky.minVersion());
      tree.put("sticky", sticks);
    }
    moment(tree, "start", experiment.startMillis());
    moment(tree, "stop", experiment.stopMillis());
    tree.put("status", experiment.running() ? "running" : "stopped");
    return tree;
  }

  private static void moment(Map<String, Object> tree, String name, @Nullable Long millis) {
    if (millis != null) {
      tree.put(name, Timestamp.text(millis));
    }
  }

  private static Object arm(Arm arm) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (arm.variant() != null) {
      tree.put("variant", arm.variant());
    }
    tree.put("from", arm.range().from());
    tree.put("to", arm.range().to());
    return tree;
  }

  private static List<Object> ranges(List<Range> ranges) {
    return all(ranges, range -> List.of(range.from(), range.to()));
  }

  private static Object segment(Segment segment) {
    Map<String, Object> tree = tree("key", segment.key());
    if (segment.when() != null) {
      tree.put("when", condition(segment.when()));
    }
    return tree;
  }

  private static Object holdout(Holdout holdout) {
    Map<String, Object> tree = unit("key", holdout.key(), holdout.unit());
    tree.put("share", holdout.share());
    return tree;
  }

  /// Units of layers and holdouts are kinds: `/account/key` is `account`.
  private static Map<String, Object> unit(String name, String key, @Nullable Term unit) {
    Map<String, Object> tree = tree(name, key);
    if (unit instanceof Attribute attribute) {
      tree.put("unit", attribute.root());
    }
    return tree;
  }

  static Object condition(Condition condition) {
    return switch (condition) {
      case Condition.Always a -> tree("all", List.of());
      case Condition.All all -> tree("all", all(all.parts(), DefinitionsTree::condition));
      case Condition.Any any -> tree("any", all(any.parts(), DefinitionsTree::condition));
      case Condition.Not not -> tree("not", condition(not.part()));
      case Condition.Test test -> test(test);
      case Condition.ForElements each -> {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("each", term(each.list()));
        tree.put("elements", each.elements().documentName());
        tree.put("holds", condition(each.part()));
        yield tree;
      }
      case Condition.FlagGives gives -> {
        Map<String, Object> tree = tree("flag", gives.flag());
        tree.put("variants", gives.variants());
        if (gives.whileOn()) {
          tree.put("whileOn", true);
        }
        yield tree;
      }
      case Condition.InSegment in -> tree("segment", in.segment());
      case Condition.InBuckets in -> {
        Map<String, Object> tree = tree("buckets", ranges(in.ranges()));
        tree.put("by", bucketing(in.by()));
        yield tree;
      }
      case Condition.BelowRamp below -> {
        Map<String, Object> tree = tree("ramp", all(below.ramp().steps(), DefinitionsTree::step));
        tree.put("by", bucketing(below.by()));
        yield tree;
      }
      case Condition.Broken broken -> tree("broken", broken.error());
    };
  }

  private static Object step(Ramp.Step step) {
    Map<String, Object> tree = tree("at", Timestamp.text(step.atMillis()));
    tree.put("share", step.share());
    return tree;
  }

  private static Object test(Condition.Test test) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (test.subject() instanceof Attribute attribute) {
      attribute(tree, attribute);
    } else {
      tree.put("value", term(test.subject()));
    }
    if (test.elements() != Elements.ANY) {
      tree.put("elements", test.elements().documentName());
    }
    switch (test.check()) {
      case Check.Compare compare -> {
        tree.put("operator", compare.operator().documentName());
        if (compare.operator() != Operator.EXISTS) {
          tree.put("values", all(compare.wanted().terms(), DefinitionsTree::term));
        }
        if (compare.ignoreCase()) {
          tree.put("ignoreCase", true);
        }
        if (compare.loose()) {
          tree.put("loose", true);
        }
      }
      case Check.Matches matches -> written(tree, "matches", matches.patterns());
      case Check.InNetwork network -> written(tree, "inNetwork", network.blocks());
      case Check.OfVersion version -> {
        written(tree, version.test().documentName(), List.of(version.wanted()));
        if (version.form() != Version.Form.LENIENT) {
          tree.put("form", version.form().name().toLowerCase(Locale.ROOT));
        }
      }
      case Check.InTime time ->
          written(tree, time.before() ? "before" : "after", List.of(time.moment()));
    }
    return tree;
  }

  private static <T> void written(
      Map<String, Object> tree, String operator, List<Written<T>> values) {
    tree.put("operator", operator);
    tree.put("values", all(values, Written::text));
  }

  private static void attribute(Map<String, Object> tree, Attribute attribute) {
    tree.put("attribute", attribute.name());
    if (attribute.as() != Reading.VALUE) {
      tree.put("as", attribute.as().documentName());
    }
    if (attribute.orNull()) {
      tree.put("orNull", true);
    }
  }

  static @Nullable Object term(Term term) {
    return switch (term) {
      case Term.Constant constant ->
          constant.value() instanceof Value.Items || constant.value() instanceof Value.Members
              ? tree("json", Objects.requireNonNull(plain(constant.value())))
              : plain(constant.value());
      case Attribute attribute -> {
        Map<String, Object> tree = new LinkedHashMap<>();
        attribute(tree, attribute);
        yield tree;
      }
      case Term.Joined joined -> tree("join", all(joined.parts(), DefinitionsTree::term));
      case Term.Choice choice -> {
        Map<String, Object> tree = tree("if", condition(choice.when()));
        tree.put("then", term(choice.then()));
        tree.put("else", term(choice.otherwise()));
        yield tree;
      }
      case Term.Holds holds -> tree("holds", condition(holds.condition()));
      case Term.Arithmetic arithmetic ->
          tree(
              arithmetic.operation().documentName(),
              all(arithmetic.parts(), DefinitionsTree::term));
      case Term.Draw draw -> {
        Map<String, Object> tree = tree("draw", all(draw.lots(), DefinitionsTree::lot));
        tree.put("by", bucketing(draw.by()));
        yield tree;
      }
    };
  }

  private static Object lot(Term.Lot lot) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("value", term(lot.value()));
    tree.put("weight", term(lot.weight()));
    return tree;
  }

  private static Map<String, Object> bucketing(Bucketing by) {
    Map<String, Object> tree = new LinkedHashMap<>();
    int last = by.before().length() - 1;
    boolean salted = last >= 0 && by.before().charAt(last) == 0x1F;
    String salt = salted ? by.before().substring(0, last) : "";
    if (salted && by.equals(Bucketing.standard(by.seed(), salt, by.unit()))) {
      tree.put("salt", salt);
      putUnless(tree, "seed", by.seed(), 0);
      unit(tree, by.unit());
      return tree;
    }
    tree.put("hash", by.hash().documentName());
    putUnless(tree, "seed", by.seed(), 0);
    putUnless(tree, "before", by.before(), "");
    unit(tree, by.unit());
    putUnless(tree, "after", by.after(), "");
    putUnless(tree, "twice", by.twice(), false);
    tree.put("bits", by.bits());
    tree.put("buckets", by.buckets());
    putUnless(tree, "modulo", by.modulo(), false);
    putUnless(tree, "absentFirst", by.absentFirst(), false);
    return tree;
  }

  private static void unit(Map<String, Object> tree, @Nullable Term unit) {
    if (unit instanceof Attribute attribute
        && attribute.as() == Reading.VALUE
        && !attribute.orNull()) {
      tree.put("unit", attribute.name());
    } else if (unit != null) {
      tree.put("unit", term(unit));
    }
  }

  private static void putUnless(Map<String, Object> tree, String name, Object value, Object usual) {
    if (!value.equals(usual)) {
      tree.put(name, value);
    }
  }

  private static @Nullable Object plain(Value value) {
    return switch (value) {
      case Value.Null n -> null;
      case Value.Bool b -> b.value();
      case Value.Text t -> t.value();
      case Value.Numeric n -> number(n.value());
      case Value.Json j -> j;
      case Value.Items items -> {
        List<@Nullable Object> list = new ArrayList<>();
        items.elements().forEach(element -> list.add(plain(element)));
        yield list;
      }
      case Value.Members members -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        members.members().forEach(member -> map.put(member.name(), plain(member.value())));
        yield map;
      }
    };
  }

  private static Object number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= Limits.MOST_INTEGER;
    if (whole) {
      return (long) value;
    }
    return value;
  }
}
