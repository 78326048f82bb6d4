package dev.rimlight.interop.growthbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Patterns for texts of which only the lower case counts, as JavaScript's `toLowerCase` has it.
/// Our own comparisons ignore the case of ASCII letters only.
final class CaseFolding {
  private static final int LAST = 0xFFFF;

  /// The characters that become another one, by that one.
  private static final Map<Integer, List<Integer>> UPPER = upper();

  private CaseFolding() {}

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /// A pattern of RE2's syntax that matches the texts with the lower case of `wanted`.
  static String pattern(String wanted) {
    StringBuilder out = new StringBuilder("^");
    wanted
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(point -> {
          out.append('[').append(hex(point));
          UPPER.getOrDefault(point, List.of()).forEach(upper -> out.append(hex(upper)));
          out.append(']');
        });
    return out.append('$').toString();
  }

  private static String hex(int point) {
    return "\\x{" + Integer.toHexString(point) + "}";
  }

  private static Map<Integer, List<Integer>> upper() {
    Map<Integer, List<Integer>> upper = new HashMap<>();
    for (int point = 0; point <= LAST; point++) {
      String lower = Character.toString(point).toLowerCase(Locale.ROOT);
      if (lower.codePointCount(0, lower.length()) == 1 && lower.codePointAt(0) != point) {
        upper.computeIfAbsent(lower.codePointAt(0), each -> new ArrayList<>()).add(point);
      }
    }
    return upper;
  }
}
