package dev.rimlight.core.regex;

/// Case folding by Unicode's simple case mappings: `k`, `K` and the Kelvin sign are one letter.
final class Folding {
  /// More than the table adds: it holds some 1,500 pairs.
  private static final int ADDED_POINTS = 4_000;

  private Folding() {}

  /// The points and all that differ from one of them by case only.
  static CodePoints of(CodePoints points) {
    int[] added = new int[ADDED_POINTS];
    int count = 0;
    PackedNumbers table = new PackedNumbers(UnicodeTables.FOLDING);
    int first = 0;
    while (table.more()) {
      first += table.number();
      int shape = table.number();
      int distance = table.number();
      int stride = (shape & 1) + 1;
      int last = first + ((shape >> 1) - 1) * stride;
      if (points.touches(first, last + distance)) {
        for (int lower = first; lower <= last; lower += stride) {
          if (points.contains(lower)) {
            added[count++] = lower + distance;
          }
          if (points.contains(lower + distance)) {
            added[count++] = lower;
          }
        }
      }
    }
    return count == 0 ? points : points.or(CodePoints.of(added, count));
  }
}
