package dev.rimlight.core.regex;

import java.util.ArrayList;
import java.util.List;

/// The instructions of a regular expression: three ints each, an operation and its operands.
///
/// ```
/// RANGE  x y   takes a code point from x to y
/// SET    x     takes a code point of set x
/// SPLIT  x y   goes on at both offsets
/// JUMP   x     goes on at the offset
/// ASSERT x     goes on if one of the conditions x holds here
/// MATCH        ends
/// ```
///
/// Offsets count from the instruction itself, so that a row of instructions which only refers to
/// itself and its end can be moved and repeated as it is.
final class Program {
  static final int RANGE = 0;
  static final int SET = 1;
  static final int SPLIT = 2;
  static final int JUMP = 3;
  static final int ASSERT = 4;
  static final int MATCH = 5;

  static final int BEGIN_TEXT = 1;
  static final int END_TEXT = 2;
  static final int BEGIN_LINE = 4;
  static final int END_LINE = 8;
  static final int WORD_BOUNDARY = 16;
  static final int NO_WORD_BOUNDARY = 32;

  private static final int WIDTH = 3;

  private int[] code = new int[16 * WIDTH];
  private int filled;
  private final List<CodePoints> sets = new ArrayList<>();

  int length() {
    return filled / WIDTH;
  }

  int operation(int at) {
    return code[WIDTH * at];
  }

  int x(int at) {
    return code[WIDTH * at + 1];
  }

  int y(int at) {
    return code[WIDTH * at + 2];
  }

  boolean takes(int at, int point) {
    if (operation(at) == RANGE) {
      return point >= x(at) && point <= y(at);
    }
    return sets.get(x(at)).contains(point);
  }

  void add(int operation, int x, int y) {
    reserve(WIDTH);
    code[filled] = operation;
    code[filled + 1] = x;
    code[filled + 2] = y;
    filled += WIDTH;
  }

  void add(CodePoints set) {
    add(SET, sets.size(), 0);
    sets.add(set);
  }

  void redirect(int at, int x) {
    code[WIDTH * at + 1] = x;
  }

  /// Takes the instructions from `at` to the end away.
  int[] cut(int at) {
    int[] rest = new int[filled - WIDTH * at];
    filled = WIDTH * at;
    for (int i = 0; i < rest.length; i++) {
      rest[i] = code[filled + i];
    }
    return rest;
  }

  /// Adds instructions that were cut.
  void paste(int[] instructions) {
    reserve(instructions.length);
    for (int instruction : instructions) {
      code[filled++] = instruction;
    }
  }

  static int length(int[] instructions) {
    return instructions.length / WIDTH;
  }

  private void reserve(int more) {
    if (filled + more > code.length) {
      int[] larger = new int[2 * (filled + more)];
      for (int i = 0; i < filled; i++) {
        larger[i] = code[i];
      }
      code = larger;
    }
  }
}
