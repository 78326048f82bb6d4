package dev.rimlight.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Seeded random patterns and texts: where java.util.regex means the same, it finds the same; and
/// no text, as pattern or as input, is answered with anything but a match or the typed refusal.
@NullUnmarked
class RandomRegexTest {
  private static final int PATTERNS = 4_000;
  private static final int INPUTS = 12;
  private static final int STRINGS = 30_000;

  /// The two dialects agree on these. `\z` stands for `$`, which in Java also matches before a last
  /// line break; Java reads a line feed only as the end of a line under UNIX_LINES; its `(?m)^`
  /// does not match at the end of a text and is left out, and its `\B` matches within a surrogate
  /// pair.
  private static final String[] ATOMS = {
    "a",
    "b",
    "c",
    "\\.",
    "ab",
    "[ab]",
    "[^a]",
    "[a-c]",
    "[^b-c]",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    ".",
    "\\x41",
    "1",
    "\\Qa.\\E",
    "\n",
    "\\n",
    "[\\d_]",
    "\uD83D\uDE00",
    "[\uD83D\uDE00-\uD83D\uDE0F]",
    "\\p{Lu}",
    "\\p{L}",
    "[\\w.]",
    "é"
  };

  private static final String[] ASSERTIONS = {"^", "\\z", "\\A", "(?m:$)", "\\b", "\\B"};
  private static final String[] REPETITIONS = {
    "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,3}?", "{1,}"
  };
  private static final String LETTERS = "aaabbc.A1_ \n\u00e9";

  @Test
  void commonDialect_isFoundWhereJavaFindsIt() {
    Random random = new Random(11);
    int found = 0;
    for (int i = 0; i < PATTERNS; i++) {
      String pattern = alternatives(random, 3);
      Pattern theirs = Pattern.compile(pattern, Pattern.UNIX_LINES);
      Regex ours = Regex.compile(pattern);
      for (int j = 0; j < INPUTS; j++) {
        String input = input(random, !pattern.contains("\\B"));
        boolean expected = theirs.matcher(input).find();
        found += expected ? 1 : 0;
        assertThat(ours.foundIn(input)).as("%s in %s", pattern, input).isEqualTo(expected);
      }
    }
    assertThat(found).isBetween(PATTERNS * INPUTS / 5, PATTERNS * INPUTS * 4 / 5);
  }

  @Test
  void foldedDialect_isFoundWhereJavaFindsIt() {
    Random random = new Random(13);
    for (int i = 0; i < PATTERNS; i++) {
      String letters = "aBkSé\u03c3\u212a\u017f\u00df\u01c5\u1e9e";
      char letter = letters.charAt(random.nextInt(letters.length()));
      char other = letters.charAt(random.nextInt(letters.length()));
      String pattern = "(?i)^(" + letter + "|[x" + other + "])+\\z";
      Pattern theirs = Pattern.compile(pattern, Pattern.UNICODE_CASE);
      String input = changed(letter, random) + changed(other, random);
      assertThat(Regex.compile(pattern).foundIn(input))
          .as("%s in %s", pattern, input)
          .isEqualTo(theirs.matcher(input).find());
    }
  }

  @Test
  void anyText_asPattern_isCompiledOrRefused() {
    Random random = new Random(17);
    int compiled = 0;
    for (int i = 0; i < STRINGS; i++) {
      String pattern = noise(random, 1 + random.nextInt(24));
      try {
        Regex regex = Regex.compile(pattern);
        compiled++;
        regex.foundIn(noise(random, random.nextInt(30)));
        regex.foundIn(pattern);
      } catch (InvalidRegex refusal) {
        assertThat(refusal.position()).isBetween(0, pattern.length());
      }
    }
    assertThat(compiled).isGreaterThan(STRINGS / 10);
  }

  private static String alternatives(Random random, int depth) {
    StringBuilder pattern = new StringBuilder(sequence(random, depth));
    while (random.nextInt(4) == 0) {
      pattern.append('|').append(sequence(random, depth));
    }
    return pattern.toString();
  }

  private static String sequence(Random random, int depth) {
    StringBuilder sequence = new StringBuilder();
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      if (random.nextInt(5) == 0) {
        sequence.append(pick(random, ASSERTIONS));
      }
      boolean group = depth > 0 && random.nextInt(3) == 0;
      String atom = pick(random, ATOMS);
      sequence.append(
          group
              ? (random.nextBoolean() ? "(" : "(?:") + alternatives(random, depth - 1) + ")"
              : atom);
      if (random.nextInt(2) == 0) {
        sequence.append(pick(random, REPETITIONS));
      }
    }
    return sequence.toString();
  }

  private static String input(Random random, boolean pairs) {
    StringBuilder input = new StringBuilder();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) {
      if (pairs && random.nextInt(12) == 0) {
        input.append("\uD83D\uDE00");
      } else {
        input.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
    }
    return input.toString();
  }

  private static String changed(char letter, Random random) {
    int point =
        switch (random.nextInt(3)) {
          case 0 -> Character.toUpperCase((int) letter);
          case 1 -> Character.toLowerCase((int) letter);
          default -> letter;
        };
    return Character.toString(point);
  }

  /// Mostly what has a meaning in patterns, sometimes any UTF-16 unit.
  private static String noise(Random random, int length) {
    String meaningful = "()[]{}|*+?^$.\\-,:=!<>PpLQEdDsSwWbBAzxiUm0123456789ak\n";
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < length; i++) {
      noise.append(
          random.nextInt(10) == 0
              ? (char) random.nextInt(0x10000)
              : meaningful.charAt(random.nextInt(meaningful.length())));
    }
    return noise.toString();
  }

  private static String pick(Random random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
