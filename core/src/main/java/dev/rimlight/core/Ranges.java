package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ranges of buckets and the variant of each, by position.
final class Ranges {
  private final int[] from;
  private final int[] to;
  private final int[] variants;

  private Ranges(int count) {
    this.from = new int[count];
    this.to = new int[count];
    this.variants = new int[count];
  }

  /// One after the other; past the last one it is the last one's.
  static Ranges ofShares(Flag flag, List<Share> shares) {
    Ranges ranges = new Ranges(shares.size());
    int end = 0;
    for (int i = 0; i < shares.size(); i++) {
      int begin = end;
      end += shares.get(i).weight();
      boolean last = i == shares.size() - 1;
      ranges.set(i, begin, last ? Integer.MAX_VALUE : end, flag, shares.get(i).variant());
    }
    return ranges;
  }

  static Ranges ofArms(Flag flag, List<Arm> arms) {
    Ranges ranges = new Ranges(arms.size());
    for (int i = 0; i < arms.size(); i++) {
      Range range = arms.get(i).range();
      ranges.set(i, range.from(), range.to(), flag, arms.get(i).variant());
    }
    return ranges;
  }

  private void set(int i, int begin, int end, Flag flag, @Nullable String variant) {
    from[i] = begin;
    to[i] = end;
    variants[i] = flag.variantIndex(variant);
  }

  /// -1 for a bucket in no range, or in one without a variant.
  int variantAt(int bucket) {
    for (int i = 0; i < to.length; i++) {
      if (bucket < to[i] && bucket >= from[i]) {
        return variants[i];
      }
    }
    return -1;
  }
}
