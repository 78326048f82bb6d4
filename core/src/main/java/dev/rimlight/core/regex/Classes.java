package dev.rimlight.core.regex;

import org.jspecify.annotations.Nullable;

/// The named classes of ASCII: Perl's and POSIX's.
final class Classes {
  static final CodePoints WORD = CodePoints.ranges("09AZ__az");

  private static final String POSIX_NAMES =
      " alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit ";
  private static final String[] POSIX_RANGES = {
    "09AZaz",
    "AZaz",
    "\0\177",
    "\t\t  ",
    "\0\37\177\177",
    "09",
    "!~",
    "az",
    " ~",
    "!/:@[`{~",
    "\t\r  ",
    "AZ",
    "09AZ__az",
    "09AFaf"
  };

  private Classes() {}

  /// `\s` has no vertical tab, `[[:space:]]` has one: so it is in RE2.
  static CodePoints perl(int letter) {
    return switch (letter) {
      case 'd' -> CodePoints.ranges("09");
      case 's' -> CodePoints.ranges("\t\n\f\r  ");
      default -> WORD;
    };
  }

  static @Nullable CodePoints posix(String name) {
    int place = place(POSIX_NAMES, name);
    return place == 0 ? null : CodePoints.ranges(POSIX_RANGES[place - 1]);
  }

  /// Which of `names`, each between two spaces, `name` is, from 1; 0 if it is none of them.
  static int place(String names, String name) {
    int at = name.isEmpty() || name.indexOf(' ') >= 0 ? -1 : names.indexOf(' ' + name + ' ');
    int place = 0;
    for (int i = 0; i <= at; i++) {
      if (names.charAt(i) == ' ') {
        place++;
      }
    }
    return place;
  }

  /// Folds first, then inverts: `(?i)[^k]` excludes K and the Kelvin sign as well.
  static CodePoints signed(CodePoints points, boolean negated, boolean fold) {
    CodePoints all = fold ? Folding.of(points) : points;
    return negated ? all.inverted() : all;
  }
}
