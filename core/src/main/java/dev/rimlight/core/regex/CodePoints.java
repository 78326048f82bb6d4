package dev.rimlight.core.regex;

import org.jspecify.annotations.Nullable;

/// A set of code points: ranges in rising order that neither touch nor overlap.
final class CodePoints {
  static final int LAST = 0x10FFFF;
  static final CodePoints NONE = new CodePoints(new int[0]);
  static final CodePoints ALL = range(0, LAST);

  /// First and last of each range, in turns.
  private final int[] bounds;

  private CodePoints(int[] bounds) {
    this.bounds = bounds;
  }

  static CodePoints range(int first, int last) {
    return new CodePoints(new int[] {first, last});
  }

  /// Null when they are not ranges in rising order.
  static @Nullable CodePoints of(int[] bounds) {
    int last = -1;
    for (int i = 0; i < bounds.length; i++) {
      boolean rises = bounds[i] > last || (bounds[i] == last && (i & 1) == 1);
      if (!rises) {
        return null;
      }
      last = bounds[i];
    }
    return last <= LAST && (bounds.length & 1) == 0 ? new CodePoints(bounds) : null;
  }

  /// First and last of each range, in turns.
  int[] bounds() {
    return bounds;
  }

  /// `letters` holds first and last of each range, in turns, rising.
  static CodePoints ranges(String letters) {
    int[] bounds = new int[letters.length()];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = letters.charAt(i);
    }
    return new CodePoints(bounds);
  }

  boolean contains(int point) {
    int low = 0;
    int high = bounds.length >> 1;
    while (low < high) {
      int middle = (low + high) >> 1;
      if (point > bounds[2 * middle + 1]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < bounds.length >> 1 && point >= bounds[2 * low];
  }

  /// Whether some point from `first` to `last` is in the set.
  boolean touches(int first, int last) {
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] <= last && first <= bounds[i + 1]) {
        return true;
      }
    }
    return false;
  }

  CodePoints or(CodePoints other) {
    if (other.bounds.length == 0) {
      return this;
    }
    Gathered gathered = new Gathered((bounds.length + other.bounds.length) >> 1);
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length || theirs < other.bounds.length) {
      if (theirs == other.bounds.length
          || (mine < bounds.length && bounds[mine] <= other.bounds[theirs])) {
        gathered.add(bounds[mine], bounds[mine + 1]);
        mine += 2;
      } else {
        gathered.add(other.bounds[theirs], other.bounds[theirs + 1]);
        theirs += 2;
      }
    }
    return gathered.set();
  }

  CodePoints inverted() {
    Gathered gathered = new Gathered((bounds.length >> 1) + 1);
    int first = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] > first) {
        gathered.add(first, bounds[i] - 1);
      }
      first = bounds[i + 1] + 1;
    }
    if (first <= LAST) {
      gathered.add(first, LAST);
    }
    return gathered.set();
  }

  /// Joins ranges that come in the order of their first points.
  static final class Gathered {
    private final int[] bounds;
    private int filled;

    Gathered(int ranges) {
      this.bounds = new int[2 * ranges];
    }

    void add(int first, int last) {
      if (filled > 0 && first <= bounds[filled - 1] + 1) {
        bounds[filled - 1] = Math.max(bounds[filled - 1], last);
      } else {
        bounds[filled++] = first;
        bounds[filled++] = last;
      }
    }

    CodePoints set() {
      int[] kept = new int[filled];
      for (int i = 0; i < filled; i++) {
        kept[i] = bounds[i];
      }
      return new CodePoints(kept);
    }
  }
}
