package dev.rimlight.core.regex;

/// Case folding by Unicode's simple case mappings: `k`, `K` and the Kelvin sign are one letter.
final class Folding {
  private Folding() {}

  /// The points and all that differ from one of them by case only.
  static CodePoints of(CodePoints points) {
    CodePoints folded = points;
    PackedNumbers table = new PackedNumbers(UnicodeTables.FOLDING);
    int first = 0;
    while (table.more()) {
      first += table.number();
      int shape = table.number();
      int distance = table.number();
      int stride = (shape & 1) + 1;
      int last = first + ((shape >> 1) - 1) * stride;
      if (points.touches(first, last + distance)) {
        folded = folded.or(moved(points, first, last, stride, distance));
        folded = folded.or(moved(points, first + distance, last + distance, stride, -distance));
      }
    }
    return folded;
  }

  /// Those of every `stride`-th point from `first` to `last` that are in the set, moved.
  private static CodePoints moved(
      CodePoints points, int first, int last, int stride, int distance) {
    CodePoints.Gathered gathered = new CodePoints.Gathered((last - first) / stride + 1);
    for (int point = first; point <= last; point += stride) {
      if (points.contains(point)) {
        gathered.add(point + distance, point + distance);
      }
    }
    return gathered.set();
  }
}
