package dev.rimlight.interop.unleash;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.hash.Hash;
import dev.rimlight.interop.compose.Tests;
import org.jspecify.annotations.Nullable;

/// Who is bucketed, and how. Where Unleash draws lots, our unit is the visitor.
final class Units {
  /// Percentages are of a hundred buckets.
  static final int PERCENT = 100;

  private static final int VARIANT_SEED = 86_028_157;

  private Units() {}

  static Bucketing ofRollout(String groupId, @Nullable Term unit) {
    return bucketing(0, groupId, unit, PERCENT);
  }

  static Bucketing ofVariants(String groupId, @Nullable Term unit, int totalWeight) {
    return bucketing(VARIANT_SEED, groupId, unit, totalWeight);
  }

  private static Bucketing bucketing(int seed, String groupId, @Nullable Term unit, int buckets) {
    return new Bucketing(
        Hash.Kind.MURMUR3, seed, groupId + ":", unit, "", false, 32, buckets, true, false);
  }

  /// The unit of a rollout; null is the visitor. A field that is missing is no unit.
  static @Nullable Term ofRollout(String stickiness) {
    return switch (stickiness) {
      case "random" -> null;
      case "", "default" -> firstOf("userId", "sessionId");
      default -> field(stickiness);
    };
  }

  /// The unit of variants; null is the visitor, who also stands in for a field that is missing.
  static @Nullable Term ofVariants(String stickiness) {
    return switch (stickiness) {
      case "random" -> null;
      case "", "default" -> firstOf("userId", "sessionId", "remoteAddress");
      default -> firstOf(stickiness);
    };
  }

  /// A name that begins with "/" is no path.
  static Attribute field(String name) {
    return Attribute.parse(
            name.startsWith("/") ? "/" + name.replace("~", "~0").replace("/", "~1") : name)
        .orElseThrow();
  }

  private static Term firstOf(String... fields) {
    Term first = Attribute.parse(Attribute.UNIT).orElseThrow();
    for (int i = fields.length - 1; i >= 0; i--) {
      Attribute field = field(fields[i]);
      first =
          new Term.Choice(
              Tests.all(
                  Tests.exists(field),
                  Tests.not(Tests.holds(field, Operator.EQUALS, new Value.Text("")))),
              field,
              first);
    }
    return first;
  }
}
