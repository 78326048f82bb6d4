package dev.rimlight.core.regex;

import org.jspecify.annotations.Nullable;

/// The general categories and the scripts that `\p` names.
final class UnicodeClasses {
  /// In the order of the table; what is not assigned comes first and has no name.
  static final String CATEGORIES = "  LuLlLtLmLoMnMeMcNdNlNoZsZlZpCcCfCoCsPdPsPePcPoSmScSkSoPiPf";

  /// A run of letters that are upper case and lower case in turns, the first as named.
  static final int UPPER_FIRST = 30;

  static final int LOWER_FIRST = 31;

  /// In the order of the table; 0 stands for all other scripts.
  static final String SCRIPTS =
      " Arabic Armenian Bengali Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han"
          + " Hangul Hebrew Hiragana Kannada Katakana Khmer Lao Latin Malayalam Myanmar Sinhala"
          + " Tamil Telugu Thai Tibetan ";

  private static final int UPPER = 1;
  private static final int LOWER = 2;

  private UnicodeClasses() {}

  /// The class of the name, or null if the name is unknown.
  static @Nullable CodePoints named(String name) {
    if (name.equals("Any")) {
      return CodePoints.ALL;
    }
    int categories = name.length() <= 2 ? categories(name) : 0;
    if (categories != 0) {
      return ofCategories(categories);
    }
    int script = script(name);
    return script == 0 ? null : ofScript(script);
  }

  /// One bit per category: of those that begin with the one letter, or of the one.
  private static int categories(String name) {
    int bits = 0;
    for (int i = 1; 2 * i < CATEGORIES.length(); i++) {
      if (!name.isEmpty() && CATEGORIES.startsWith(name, 2 * i)) {
        bits |= 1 << i;
      }
    }
    return bits;
  }

  private static CodePoints ofCategories(int wanted) {
    PackedNumbers table = new PackedNumbers(UnicodeTables.CATEGORIES);
    CodePoints.Gathered gathered = new CodePoints.Gathered(UnicodeTables.CATEGORY_RUNS);
    int first = 0;
    while (table.more()) {
      int category = table.number();
      int end = first + table.number();
      if (category < UPPER_FIRST) {
        if ((wanted >> category & 1) != 0) {
          gathered.add(first, end - 1);
        }
      } else {
        int parity = category == UPPER_FIRST ? 0 : 1;
        for (int point = first; point < end; point++) {
          int turn = (point - first + parity & 1) == 0 ? UPPER : LOWER;
          if ((wanted >> turn & 1) != 0) {
            gathered.add(point, point);
          }
        }
      }
      first = end;
    }
    return gathered.set();
  }

  private static int script(String name) {
    int at = name.isEmpty() || name.indexOf(' ') >= 0 ? -1 : SCRIPTS.indexOf(' ' + name + ' ');
    int script = 0;
    for (int i = 0; i <= at; i++) {
      if (SCRIPTS.charAt(i) == ' ') {
        script++;
      }
    }
    return script;
  }

  private static CodePoints ofScript(int wanted) {
    PackedNumbers table = new PackedNumbers(UnicodeTables.SCRIPTS);
    CodePoints.Gathered gathered = new CodePoints.Gathered(UnicodeTables.CATEGORY_RUNS);
    int first = 0;
    while (table.more()) {
      int script = table.number();
      int end = first + table.number();
      if (script == wanted) {
        gathered.add(first, end - 1);
      }
      first = end;
    }
    return gathered.set();
  }
}
