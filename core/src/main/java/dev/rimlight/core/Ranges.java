package dev.rimlight.core;

import java.util.List;

/// Ranges of buckets and the variant of each, by position.
final class Ranges {
  private final int[] from;
  private final int[] to;
  private final int[] variants;

  Ranges(Flag flag, List<Arm> arms) {
    this.from = new int[arms.size()];
    this.to = new int[arms.size()];
    this.variants = new int[arms.size()];
    for (int i = 0; i < to.length; i++) {
      Arm arm = arms.get(i);
      from[i] = arm.range().from();
      to[i] = arm.range().to();
      variants[i] = flag.variantIndex(arm.variant());
    }
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
