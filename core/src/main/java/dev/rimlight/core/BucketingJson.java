package dev.rimlight.core;

import dev.rimlight.core.hash.Hash;
import dev.rimlight.core.text.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads bucketing profiles, ranges of buckets and ramps from parsed JSON.
final class BucketingJson {
  private static final Set<String> SALTED = Set.of("salt", "seed", "unit");
  private static final Set<String> FULL =
      Set.of(
          "hash",
          "seed",
          "before",
          "unit",
          "after",
          "twice",
          "bits",
          "buckets",
          "modulo",
          "absentFirst");
  private static final Set<String> STEP = Set.of("at", "share");
  private static final double LEAST_SEED = Integer.MIN_VALUE;
  private static final double MOST_SEED = 4_294_967_295.0;

  private final TermJson terms;

  BucketingJson(TermJson terms) {
    this.terms = terms;
  }

  /// With `salt` the standard profile, else a full one.
  Bucketing read(Node node, int depth) {
    Node salt = node.optional("salt");
    Node seed = node.optional("seed");
    Node unitNode = node.optional("unit");
    Term unit = unitNode == null ? null : unit(unitNode, depth);
    int seedValue = seed == null ? 0 : seed(seed);
    if (salt != null) {
      DefinitionsJson.requireOnly(node, SALTED);
      return Bucketing.standard(seedValue, salt.text(Limits.SALT_CHARS), unit);
    }
    DefinitionsJson.requireOnly(node, FULL);
    Hash.Kind hash = hash(node.optional("hash"));
    Node bits = node.optional("bits");
    Node buckets = node.optional("buckets");
    return new Bucketing(
        hash,
        seedValue,
        text(node.optional("before")),
        unit,
        text(node.optional("after")),
        ConditionJson.flag(node, "twice"),
        bits == null ? 32 : bits.whole(1, hash.mostBits()),
        buckets == null ? Limits.WHOLE : buckets.whole(1, Limits.BUCKETS),
        ConditionJson.flag(node, "modulo"),
        ConditionJson.flag(node, "absentFirst"));
  }

  /// The name of an attribute, or a term.
  private Term unit(Node node, int depth) {
    if (node.value() instanceof String) {
      return TermJson.attribute(
          new Node(node.pointer(), Map.of("attribute", node.text(Limits.ATTRIBUTE_CHARS))));
    }
    return terms.read(node, depth);
  }

  private static String text(@Nullable Node node) {
    return node == null ? "" : node.text(Limits.SALT_CHARS);
  }

  /// Unsigned or signed: 4294967295 is -1.
  private static int seed(Node node) {
    double seed = node.number();
    if (seed != Math.rint(seed) || seed < LEAST_SEED || seed > MOST_SEED) {
      throw node.wrong("out_of_range", "must be a whole number of 32 bits");
    }
    return (int) (long) seed;
  }

  private static Hash.Kind hash(@Nullable Node node) {
    if (node == null) {
      return Hash.Kind.MURMUR3;
    }
    String name = node.text(Limits.KEY_CHARS);
    for (Hash.Kind kind : Hash.Kind.values()) {
      if (kind.documentName().equals(name)) {
        return kind;
      }
    }
    throw node.wrong("unknown_hash", "must be murmur3, fnv1a32, md5, sha1 or sha256");
  }

  /// Pairs of from and to.
  static List<Range> ranges(Node node, int buckets) {
    int count = node.list(Limits.RANGES).size();
    List<Range> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Node pair = node.item(i);
      if (pair.list(2).size() != 2) {
        throw pair.wrong("wrong_number_of_values", "must be a pair of from and to");
      }
      ranges.add(range(pair.item(0), pair.item(1), buckets));
    }
    return ranges;
  }

  static Range range(Node from, Node to, int buckets) {
    int begin = from.whole(0, buckets);
    return new Range(begin, to.whole(begin, buckets));
  }

  static Ramp ramp(Node node, int buckets) {
    int count = node.list(Limits.RANGES).size();
    if (count == 0) {
      throw new InvalidDefinition(
          "too_few", node.pointer(), "length of " + node.pointer() + " == 0, must be >= 1");
    }
    List<Ramp.Step> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Node item = node.item(i);
      DefinitionsJson.requireOnly(item, STEP);
      Ramp.Step step =
          new Ramp.Step(
              moment(item.member("at")),
              item.member("share").whole(0, Math.min(buckets, Limits.RAMP_BUCKETS)));
      if (i > 0 && step.atMillis() <= steps.get(i - 1).atMillis()) {
        throw item.member("at").wrong("not_in_order", "must be after the step before");
      }
      if (i > 0 && step.share() < steps.get(i - 1).share()) {
        throw item.member("share")
            .wrong("share_falls", "must be >= " + steps.get(i - 1).share() + ", that of before");
      }
      steps.add(step);
    }
    return new Ramp(steps);
  }

  static long moment(Node node) {
    OptionalLong millis = Timestamp.parseDateTime(node.text(Limits.KEY_CHARS));
    return millis.orElseThrow(
        () -> node.wrong("bad_operand", "must be a time with offset, e.g. 2026-11-22T17:00:00Z"));
  }
}
