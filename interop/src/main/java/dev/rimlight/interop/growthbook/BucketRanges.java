package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Arm;
import dev.rimlight.core.Range;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ranges of GrowthBook's numbers from 0 to 1, and the buckets that lie in them: `n / count` for
/// whole n is a unit's number, compared as a double.
final class BucketRanges {
  private static final double LEAST_TOTAL = 0.99;
  private static final double MOST_TOTAL = 1.01;

  private BucketRanges() {}

  static double[] equalWeights(int count) {
    double[] weights = new double[Math.max(count, 0)];
    Arrays.fill(weights, 1.0 / count);
    return weights;
  }

  /// `[start, end]` of each variation. Weights that do not fit the variations are equal ones.
  static List<double[]> of(int variations, double coverage, double @Nullable [] weights) {
    double share = Math.min(Math.max(coverage, 0), 1);
    double total = weights == null ? 0 : Arrays.stream(weights).reduce(0, Double::sum);
    boolean fit =
        weights != null
            && weights.length == variations
            && !(total < LEAST_TOTAL)
            && !(total > MOST_TOTAL);
    List<double[]> ranges = new ArrayList<>();
    double start = 0;
    for (double weight : weights != null && fit ? weights : equalWeights(variations)) {
      ranges.add(new double[] {start, start + share * weight});
      start += weight;
    }
    return ranges;
  }

  /// Ranges as a document has them.
  static List<double[]> read(Place ranges) {
    List<double[]> read = new ArrayList<>();
    for (Place range : ranges.elements()) {
      read.add(new double[] {range.at(0).number(), range.at(1).number()});
    }
    return read;
  }

  /// The buckets of the half-open range.
  static Range buckets(double[] range, int count) {
    int from = firstAt(range[0], count);
    return new Range(from, Math.max(from, firstAt(range[1], count)));
  }

  /// The buckets whose number is at most `coverage`.
  static Range upTo(double coverage, int count) {
    return new Range(0, firstAt(Math.nextUp(coverage), count));
  }

  /// The first bucket whose number is at least `bound`; `count` if none is.
  private static int firstAt(double bound, int count) {
    int bucket = (int) Math.min(Math.max(Math.floor(bound * count) - 1, 0), count);
    while (bucket < count && (double) bucket / count < bound) {
      bucket++;
    }
    return bucket;
  }

  /// Arms that exclude each other, as our language wants them: of ranges that overlap, the first
  /// has the buckets.
  ///
  /// @param variants of each range; null passes on
  static List<Arm> arms(List<double[]> ranges, List<@Nullable String> variants, int count) {
    List<Arm> arms = new ArrayList<>();
    List<Range> taken = new ArrayList<>();
    for (int i = 0; i < Math.min(ranges.size(), variants.size()); i++) {
      List<Range> free = List.of(buckets(ranges.get(i), count));
      for (Range other : taken) {
        free = free.stream().flatMap(range -> without(range, other).stream()).toList();
      }
      for (Range range : free) {
        if (range.from() < range.to()) {
          arms.add(new Arm(variants.get(i), range));
          taken.add(range);
        }
      }
    }
    return arms;
  }

  private static List<Range> without(Range range, Range other) {
    if (range.from() >= other.to() || other.from() >= range.to()) {
      return List.of(range);
    }
    return List.of(
        new Range(range.from(), Math.max(range.from(), other.from())),
        new Range(Math.min(range.to(), other.to()), range.to()));
  }
}
