package dev.rimlight.core.regex;

import org.jspecify.annotations.Nullable;

/// The classes that `\p` names: letters, marks and numbers, which names of people and places are
/// made of. The other categories and the scripts would cost the bundle more than rules use them.
final class UnicodeClasses {
  /// The kinds of code points in the table, two letters each; the first are all the others.
  static final String KINDS = "  LuLlL M NdN ";

  /// Instead of a kind: upper case and lower case in turns, the first as named.
  static final int UPPER_FIRST = 7;

  static final int LOWER_FIRST = 8;

  private static final int UPPER = 1;
  private static final int LOWER = 2;

  private UnicodeClasses() {}

  /// The class of the name, or null if the name is unknown.
  static @Nullable CodePoints named(String name) {
    if (name.equals("Any")) {
      return CodePoints.ALL;
    }
    int wanted = 0;
    boolean possible = (name.length() == 1 || name.length() == 2) && name.indexOf(' ') < 0;
    for (int kind = 1; possible && kind < UPPER_FIRST; kind++) {
      if (KINDS.startsWith(name, 2 * kind)) {
        wanted |= 1 << kind;
      }
    }
    return wanted == 0 ? null : ofKinds(wanted);
  }

  private static CodePoints ofKinds(int wanted) {
    PackedNumbers kinds = new PackedNumbers(UnicodeTables.KINDS);
    PackedNumbers lengths = new PackedNumbers(UnicodeTables.LENGTHS);
    CodePoints.Gathered gathered = new CodePoints.Gathered(UnicodeTables.RANGES);
    int first = 0;
    while (kinds.more()) {
      int kind = kinds.number();
      int end = first + lengths.number();
      boolean turns = kind >= UPPER_FIRST;
      int turn = kind == LOWER_FIRST ? LOWER : UPPER;
      for (int point = first; turns && point < end; point++) {
        if ((wanted >> turn & 1) != 0) {
          gathered.add(point, point);
        }
        turn = UPPER + LOWER - turn;
      }
      if (!turns && (wanted >> kind & 1) != 0) {
        gathered.add(first, end - 1);
      }
      first = end;
    }
    return gathered.set();
  }
}
