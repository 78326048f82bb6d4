package dev.rimlight.core.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// The program as numbers: how many instructions, the instructions, how many sets, and of each
  /// set how many bounds and their distances.
  int[] written() {
    int size = 2 + filled + sets.size();
    for (CodePoints set : sets) {
      size += set.bounds().length;
    }
    int[] numbers = new int[size];
    int at = 0;
    numbers[at++] = length();
    for (int i = 0; i < filled; i++) {
      numbers[at++] = code[i];
    }
    numbers[at++] = sets.size();
    for (CodePoints set : sets) {
      int last = 0;
      numbers[at++] = set.bounds().length;
      for (int bound : set.bounds()) {
        numbers[at++] = bound - last;
        last = bound;
      }
    }
    return numbers;
  }

  /// Null when the numbers are no program that a search could run.
  static @Nullable Program read(int[] numbers) {
    Program program = new Program();
    int count = numbers.length == 0 ? 0 : numbers[0];
    int at = 1 + WIDTH * count;
    if (count < 1 || count > Regex.INSTRUCTIONS + 1 || at >= numbers.length) {
      return null;
    }
    for (int i = 1; i < at; i += WIDTH) {
      program.add(numbers[i], numbers[i + 1], numbers[i + 2]);
    }
    int left = numbers[at++];
    for (; left > 0 && at < numbers.length; left--) {
      int length = numbers[at++];
      if (length < 0 || length > numbers.length - at) {
        return null;
      }
      int[] bounds = new int[length];
      int last = 0;
      for (int i = 0; i < length; i++) {
        last += numbers[at++];
        bounds[i] = last;
      }
      CodePoints set = CodePoints.of(bounds);
      if (set == null) {
        return null;
      }
      program.sets.add(set);
    }
    return left == 0 && at == numbers.length && program.runs() ? program : null;
  }

  /// Whether every instruction is one, has the operands of its kind and goes on inside of the
  /// program, which ends.
  private boolean runs() {
    int last = length() - 1;
    for (int at = 0; at <= last; at++) {
      int x = x(at);
      boolean right =
          switch (operation(at)) {
            case RANGE -> x >= 0 && x <= y(at);
            case SET -> x >= 0 && x < sets.size();
            case SPLIT -> isInside(at + x) && isInside(at + y(at));
            case JUMP -> isInside(at + x);
            case ASSERT -> x >= 0;
            case MATCH -> true;
            default -> false;
          };
      if (!right) {
        return false;
      }
    }
    return operation(last) == MATCH;
  }

  private boolean isInside(int at) {
    return at >= 0 && at < length();
  }

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
