package dev.rimlight.core.regex;

import org.jspecify.annotations.Nullable;

/// A group that is open while a pattern is read; the outermost stands for the whole pattern.
final class Group {
  final @Nullable Group outer;
  final int start;

  /// The flags that hold again after the group.
  final int flags;

  /// Where the group opens in the pattern.
  final int position;

  /// Where the instructions of the present branch begin.
  int branch;

  /// The jump that ends the branch before, -1 if there is none.
  int lastJump = -1;

  /// The largest product of nested repetitions inside.
  int reach = 1;

  Group(@Nullable Group outer, int start, int flags, int position) {
    this.outer = outer;
    this.start = start;
    this.branch = start;
    this.flags = flags;
    this.position = position;
  }
}
