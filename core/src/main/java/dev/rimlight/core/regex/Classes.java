package dev.rimlight.core.regex;

import org.jspecify.annotations.Nullable;

/// The named classes of ASCII: Perl's and POSIX's.
final class Classes {
  static final CodePoints WORD = CodePoints.ranges("09AZ__az");

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
    return switch (name) {
      case "alnum" -> CodePoints.ranges("09AZaz");
      case "alpha" -> CodePoints.ranges("AZaz");
      case "ascii" -> CodePoints.ranges("\0\177");
      case "blank" -> CodePoints.ranges("\t\t  ");
      case "cntrl" -> CodePoints.ranges("\0\37\177\177");
      case "digit" -> CodePoints.ranges("09");
      case "graph" -> CodePoints.ranges("!~");
      case "lower" -> CodePoints.ranges("az");
      case "print" -> CodePoints.ranges(" ~");
      case "punct" -> CodePoints.ranges("!/:@[`{~");
      case "space" -> CodePoints.ranges("\t\r  ");
      case "upper" -> CodePoints.ranges("AZ");
      case "word" -> WORD;
      case "xdigit" -> CodePoints.ranges("09AFaf");
      default -> null;
    };
  }

  /// Folds first, then inverts: `(?i)[^k]` excludes K and the Kelvin sign as well.
  static CodePoints signed(CodePoints points, boolean negated, boolean fold) {
    CodePoints all = fold ? Folding.of(points) : points;
    return negated ? all.inverted() : all;
  }
}
