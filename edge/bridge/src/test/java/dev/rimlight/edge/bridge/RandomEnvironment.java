package dev.rimlight.edge.bridge;

import dev.rimlight.core.Context;
import dev.rimlight.core.ContextJson;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/// Definitions and contexts by lot, of everything that the language has; the same for the same
/// seed. Values are chosen to hurt: lone surrogates, NUL, huge and tiny numbers, deep nesting.
@NullUnmarked
final class RandomEnvironment {
  static final int FLAGS = 8;
  private static final int SEGMENTS = 4;
  private static final int EXPERIMENTS = 4;
  private static final int DEPTH = 4;

  private static final String[] NAMES = {
    "a", "b", "c", "/o/a", "/o/b/c", "/o/a~1b", "$now", "$unit", "$element", "ünï", "1", "/user/key"
  };
  private static final String[] TEXTS = {
    "",
    "a",
    "A",
    "b",
    "abc",
    "ABC",
    "1",
    " 1 ",
    "0",
    "-0",
    "1e3",
    "0x1F",
    "1e400",
    "Infinity",
    "NaN",
    "true",
    "null",
    "ß",
    "İ",
    "ſ",
    "K",
    "日本語",
    "𝄞",
    "😀😀",
    "\ud83d",
    "\ude00x",
    "a\u0000b",
    "\uffff",
    "\u2028",
    "a,b",
    "[object Object]",
    "1.2.3",
    "v1.2",
    "1.2.3-rc.1+b",
    "2.0.0-alpha.10",
    "01.2.3",
    "10.1.2.3",
    "::ffff:10.0.0.1",
    "2001:db8::1",
    "256.1.1.1",
    "2026-11-22T17:00:00Z",
    "2026-11-22T17:00:00.5+01:00",
    "2026-02-30T00:00:00Z",
    "x".repeat(300),
    "aaaaaaaaaaaaaaaaaaaaaaaab"
  };
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    1.5,
    17,
    1e21,
    1e-7,
    1e300,
    -1e300,
    4.9e-324,
    1.7976931348623157e308,
    9007199254740993.0,
    2147483648.0,
    -2147483649.0,
    1790000000000.0,
    0.30000000000000004,
    123456789.125
  };
  private static final String[] PATTERNS = {
    "^(a+)+$",
    "[a-c]+",
    "(?i)ABC",
    "\\bab",
    "^.\\z",
    "x{2,5}y",
    "[^\\x00-\\x7F]",
    "(a|b|ab)*c",
    "\\pL+",
    "(?s)a.b",
    "^$",
    "\\d+\\.\\d+",
    "[[:alpha:]]",
    "(?i)ſ",
    "日.語",
    "\\x{1F600}"
  };
  private static final String[] OPERATIONS = {
    "sum", "difference", "product", "quotient", "modulo", "least", "greatest"
  };
  private static final String[] READINGS = {
    "value", "text", "number", "truth", "json", "size", "type", "version"
  };
  private static final String[] ELEMENTS = {"any", "all", "none", "whole"};
  private static final String[] VARIANTS = {"on", "off", "a", "b"};

  private final Random random;

  RandomEnvironment(long seed) {
    this.random = new Random(seed);
  }

  Definitions definitions() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", "random");
    document.put("segments", each(SEGMENTS, this::segment));
    document.put("layers", List.of(Map.of("key", "l0"), Map.of("key", "l1", "unit", "user")));
    document.put(
        "holdouts",
        List.of(
            Map.of("key", "h0", "share", random.nextInt(100_001)),
            Map.of("key", "h1", "share", 5_000, "unit", "user")));
    document.put("experiments", each(EXPERIMENTS, this::experiment));
    document.put("flags", each(FLAGS, this::flag));
    return DefinitionsJson.read(document).checked();
  }

  Context context() {
    Map<String, Object> document = new LinkedHashMap<>();
    if (random.nextInt(8) > 0) {
      document.put("unit", random.nextInt(4) == 0 ? text() : "u" + random.nextInt(1_000));
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c", "o", "ünï", "1", "user")) {
      if (random.nextInt(5) > 0) {
        attributes.put(name, value(name.equals("o") || name.equals("user") ? 3 : 2));
      }
    }
    if (random.nextInt(50) == 0) {
      attributes.put("a", deep(20));
    }
    document.put("attributes", attributes);
    if (random.nextInt(4) == 0) {
      document.put("segments", List.of("s" + random.nextInt(SEGMENTS)));
    }
    if (random.nextInt(6) == 0) {
      document.put("forced", Map.of("e" + random.nextInt(EXPERIMENTS), pick(VARIANTS)));
    }
    if (random.nextInt(4) == 0) {
      document.put(
          "assigned",
          Map.of(
              "e" + random.nextInt(EXPERIMENTS),
              List.of(
                  Map.of("version", random.nextInt(4), "variant", pick(VARIANTS)),
                  Map.of("version", 2, "variant", "zzz"))));
    }
    document.put("testing", random.nextInt(12) == 0);
    return ContextJson.read(document);
  }

  private interface Making {
    Object make(int index);
  }

  private static List<Object> each(int count, Making making) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(making.make(i));
    }
    return list;
  }

  private Object segment(int index) {
    Map<String, Object> segment = new LinkedHashMap<>();
    segment.put("key", "s" + index);
    if (index > 0) {
      segment.put("when", condition(DEPTH, 0, index));
    }
    return segment;
  }

  private Object experiment(int index) {
    Map<String, Object> experiment = new LinkedHashMap<>();
    experiment.put("key", "e" + index);
    experiment.put("flag", "f" + (index + 2));
    experiment.put("control", "a");
    experiment.put("allocation", random.nextInt(3) == 0 ? random.nextInt(100_001) : 100_000);
    experiment.put("status", random.nextInt(8) == 0 ? "draft" : "running");
    if (random.nextBoolean()) {
      experiment.put("unit", random.nextInt(3) == 0 ? "user" : "visitor");
      int weight = random.nextInt(100_001);
      experiment.put("variants", List.of(share("a", weight), share("b", 100_000 - weight)));
    } else {
      Map<String, Object> by = profile();
      int buckets = (Integer) by.getOrDefault("buckets", 100_000);
      experiment.put("by", by);
      experiment.put(
          "arms",
          List.of(
              Map.of("variant", "a", "from", 0, "to", buckets / 3),
              Map.of("from", buckets / 3, "to", buckets / 2),
              Map.of("variant", "b", "from", buckets / 2, "to", buckets)));
    }
    if (random.nextInt(3) == 0) {
      experiment.put("audience", condition(2, 0, SEGMENTS));
    }
    if (index % 2 == 0) {
      experiment.put("layer", Map.of("key", "l" + index / 2, "slots", List.of(List.of(0, 70_000))));
    }
    if (random.nextInt(3) == 0) {
      experiment.put("holdouts", List.of("h" + random.nextInt(2)));
    }
    if (random.nextBoolean()) {
      experiment.put(
          "sticky", Map.of("version", random.nextInt(3), "minVersion", random.nextInt(2)));
    }
    if (random.nextInt(6) == 0) {
      experiment.put("start", "2026-11-22T17:00:00Z");
    }
    return experiment;
  }

  private Object flag(int index) {
    Map<String, Object> flag = new LinkedHashMap<>();
    flag.put("key", "f" + index);
    flag.put("type", "string");
    flag.put("on", random.nextInt(10) > 0);
    flag.put("variants", each(4, i -> Map.of("key", VARIANTS[i], "value", text())));
    if (random.nextBoolean()) {
      flag.put("off", "off");
    }
    flag.put(
        "rules",
        each(
            random.nextInt(4),
            i -> {
              Map<String, Object> rule = new LinkedHashMap<>();
              rule.put("id", "r" + i);
              if (random.nextInt(6) > 0) {
                rule.put("when", condition(DEPTH, index, SEGMENTS));
              }
              rule.put("serve", serve(index));
              return rule;
            }));
    flag.put("default", serve(index));
    return flag;
  }

  private Map<String, Object> serve(int flag) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> Map.of("variant", pick(VARIANTS));
      case 2 -> split();
      case 3 -> Map.of("named", term(3, flag));
      case 4 -> random.nextInt(3) == 0 ? Map.of("nothing", true) : Map.of("variant", "on");
      default ->
          flag >= 2 && flag < 2 + EXPERIMENTS ? Map.of("experiment", "e" + (flag - 2)) : split();
    };
  }

  private Map<String, Object> split() {
    Map<String, Object> by = profile();
    int buckets = (Integer) by.getOrDefault("buckets", 100_000);
    int weight = random.nextInt(buckets);
    return Map.of("split", List.of(share("a", weight), share("b", buckets - weight)), "by", by);
  }

  private static Map<String, Object> share(String variant, int weight) {
    return Map.of("variant", variant, "weight", weight);
  }

  private Map<String, Object> profile() {
    Map<String, Object> by = new LinkedHashMap<>();
    if (random.nextInt(3) == 0) {
      by.put("salt", text());
      by.put("seed", random.nextInt());
    } else {
      String hash = pick(new String[] {"murmur3", "fnv1a32", "md5", "sha1", "sha256"});
      int most = hash.equals("murmur3") || hash.equals("fnv1a32") ? 32 : 60;
      by.put("hash", hash);
      by.put("seed", random.nextInt());
      by.put("before", text());
      by.put("after", text());
      by.put("twice", random.nextInt(4) == 0);
      by.put("bits", 1 + random.nextInt(most));
      by.put("buckets", random.nextInt(4) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(100_000));
      by.put("modulo", random.nextBoolean());
      by.put("absentFirst", random.nextInt(4) == 0);
    }
    if (random.nextInt(3) == 0) {
      by.put("unit", random.nextBoolean() ? "/user/key" : term(1, 0));
    }
    return by;
  }

  /// @param flags it may need flags below this
  /// @param segments and ask for segments below this
  private Map<String, Object> condition(int depth, int flags, int segments) {
    if (depth == 0) {
      return test(0, flags);
    }
    return switch (random.nextInt(14)) {
      case 0 -> Map.of("all", each(random.nextInt(4), i -> condition(depth - 1, flags, segments)));
      case 1 -> Map.of("any", each(random.nextInt(4), i -> condition(depth - 1, flags, segments)));
      case 2 -> Map.of("not", condition(depth - 1, flags, segments));
      case 3 ->
          Map.of(
              "each", term(1, flags),
              "elements", pick(new String[] {"any", "all", "none"}),
              "holds", condition(depth - 1, flags, segments));
      case 4 ->
          flags == 0
              ? test(depth, flags)
              : Map.of(
                  "flag", "f" + random.nextInt(flags),
                  "variants", List.of(pick(VARIANTS)),
                  "whileOn", random.nextBoolean());
      case 5 ->
          segments == 0 ? test(depth, flags) : Map.of("segment", "s" + random.nextInt(segments));
      case 6 -> {
        Map<String, Object> by = profile();
        int buckets = (Integer) by.getOrDefault("buckets", 100_000);
        yield Map.of("buckets", List.of(List.of(0, buckets / 2)), "by", by);
      }
      case 7 ->
          Map.of(
              "ramp",
              List.of(
                  Map.of("at", "2026-11-20T17:00:00Z", "share", 0),
                  Map.of("at", "2026-11-25T17:00:00Z", "share", 100_000)),
              "by",
              Map.of("salt", "ramp"));
      default -> test(depth, flags);
    };
  }

  private Map<String, Object> test(int depth, int flags) {
    Map<String, Object> test = new LinkedHashMap<>();
    if (depth > 0 && random.nextInt(4) == 0) {
      test.put("value", term(depth - 1, flags));
    } else {
      test.putAll(attribute());
    }
    test.put("elements", pick(ELEMENTS));
    switch (random.nextInt(12)) {
      case 0 -> {
        test.put("operator", "exists");
        test.remove("elements");
      }
      case 1 -> put(test, "matches", pick(PATTERNS));
      case 2 -> put(test, "inNetwork", random.nextBoolean() ? "10.0.0.0/8" : "2001:db8::/32");
      case 3 -> {
        put(test, pick(new String[] {"versionLess", "versionCompatible", "versionPatch"}), "1.2.3");
        test.put("form", pick(new String[] {"strict", "partial", "lenient"}));
      }
      case 4 -> put(test, random.nextBoolean() ? "before" : "after", "2026-11-22T16:30:00Z");
      case 5 -> put(test, pick(new String[] {"startsWith", "endsWith", "contains"}), text());
      case 6, 7 -> {
        put(test, pick(new String[] {"lessThan", "greaterOrEqual"}), number());
        if (random.nextBoolean()) {
          put(test, pick(new String[] {"lessOrEqual", "greaterThan"}), scalar());
          test.put("loose", true);
        }
      }
      case 8 -> {
        test.put("operator", "in");
        test.put("values", each(1 + random.nextInt(12), i -> text()));
        test.put("ignoreCase", random.nextInt(3) == 0);
      }
      default -> {
        put(test, "equals", depth > 0 && random.nextInt(3) == 0 ? term(1, flags) : scalar());
        test.put("loose", random.nextInt(3) == 0);
      }
    }
    return test;
  }

  private static void put(Map<String, Object> test, String operator, @Nullable Object value) {
    test.put("operator", operator);
    List<Object> values = new ArrayList<>();
    values.add(value);
    test.put("values", values);
  }

  private Map<String, Object> attribute() {
    Map<String, Object> attribute = new LinkedHashMap<>();
    attribute.put("attribute", pick(NAMES));
    if (random.nextInt(3) == 0) {
      attribute.put("as", pick(READINGS));
    }
    attribute.put("orNull", random.nextInt(4) == 0);
    return attribute;
  }

  private @Nullable Object term(int depth, int flags) {
    if (depth <= 0) {
      return random.nextBoolean() ? attribute() : scalar();
    }
    return switch (random.nextInt(8)) {
      case 0 -> Map.of("join", each(1 + random.nextInt(3), i -> term(depth - 1, flags)));
      case 1 -> {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("if", condition(1, flags, 0));
        choice.put("then", term(depth - 1, flags));
        choice.put("else", term(depth - 1, flags));
        yield choice;
      }
      case 2 -> Map.of("holds", condition(1, flags, 0));
      case 3 -> {
        List<Object> parts = each(1 + random.nextInt(3), i -> term(depth - 1, flags));
        yield Map.of(pick(OPERATIONS), parts);
      }
      case 4 -> {
        List<Object> lots =
            each(
                1 + random.nextInt(3),
                i -> {
                  Map<String, Object> lot = new LinkedHashMap<>();
                  lot.put("value", pick(VARIANTS));
                  lot.put("weight", random.nextInt(3) == 0 ? attribute() : random.nextInt(100));
                  return lot;
                });
        yield Map.of("draw", lots, "by", profile());
      }
      case 5 -> Map.of("json", List.of(1, "a", Map.of("k", List.of())));
      case 6 -> pick(VARIANTS);
      default -> attribute();
    };
  }

  private @Nullable Object scalar() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextBoolean();
      case 1, 2 -> number();
      case 3 -> null;
      default -> text();
    };
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> random.nextBoolean();
      case 1, 2 -> number();
      case 3, 4 -> random.nextInt(12) == 0 ? null : text();
      case 5 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          list.add(value(depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name : List.of("b", "a", "a/b", "key", "2", "c", "1")) {
          if (random.nextBoolean()) {
            object.put(name, value(depth - 1));
          }
        }
        yield object;
      }
    };
  }

  private static Object deep(int depth) {
    Object value = "bottom";
    for (int i = 0; i < depth; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
    }
    return value;
  }

  private String text() {
    if (random.nextInt(5) > 0) {
      return pick(TEXTS);
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }

  private double number() {
    if (random.nextInt(4) > 0) {
      return NUMBERS[random.nextInt(NUMBERS.length)];
    }
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : 0.5;
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
