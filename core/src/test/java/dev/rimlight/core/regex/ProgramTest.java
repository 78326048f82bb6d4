package dev.rimlight.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// A program that travelled as numbers finds what the compiled one finds, and numbers that were
/// damaged are refused or search without harm.
@NullUnmarked
class ProgramTest {
  private static final List<String> PATTERNS =
      List.of(
          "",
          "abc",
          "^(a+)+$",
          "(?i)straße|[^x-z]{2,5}b",
          "\\p{L}+\\d?\\b",
          "(?m)^x|y$",
          "(ab|cd)*?e{0,3}",
          "[[:alpha:]_]\\B.",
          "\\PN\\p{Lu}\\x{1F600}");

  private final Random random = new Random(1);

  @Test
  void numbers_giveTheSameRegex() {
    for (String pattern : PATTERNS) {
      Regex compiled = Regex.compile(pattern);
      Regex read = Regex.of(pattern, compiled.program()).orElseThrow();
      assertThat(read.program()).isEqualTo(compiled.program());
      for (int i = 0; i < 500; i++) {
        String text = text();
        assertThat(read.foundIn(text))
            .as(pattern + " in " + text)
            .isEqualTo(compiled.foundIn(text));
      }
    }
  }

  @Test
  void damagedNumbers_areRefusedOrSearchWithoutHarm() {
    int refused = 0;
    int searched = 0;
    for (int i = 0; i < 50_000; i++) {
      int[] numbers = Regex.compile(PATTERNS.get(random.nextInt(PATTERNS.size()))).program();
      int[] damaged = random.nextBoolean() ? numbers : cut(numbers);
      for (int times = random.nextInt(3); times >= 0 && damaged.length > 0; times--) {
        damaged[random.nextInt(Math.min(damaged.length, 60))] = number();
      }
      Optional<Regex> read = Regex.of("damaged", damaged);
      read.ifPresent(regex -> regex.foundIn(text()));
      refused += read.isEmpty() ? 1 : 0;
      searched += read.isPresent() ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(10_000);
    assertThat(searched).isGreaterThan(1_000);
  }

  @Test
  void noNumbers_areRefused() {
    assertThat(Regex.of("", new int[0])).isEmpty();
    assertThat(Regex.of("", new int[] {0, 0})).isEmpty();
    assertThat(Regex.of("", new int[] {Regex.INSTRUCTIONS + 2, 0})).isEmpty();
    assertThat(Regex.of("", new int[] {1, Program.MATCH, 0, 0, 0})).isPresent();
    assertThat(Regex.of("", new int[] {1, Program.JUMP, 0, 0, 0})).isEmpty();
  }

  private int[] cut(int[] numbers) {
    int[] shorter = new int[random.nextInt(numbers.length)];
    System.arraycopy(numbers, 0, shorter, 0, shorter.length);
    return shorter;
  }

  private int number() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt();
      case 1 -> -random.nextInt(8);
      default -> random.nextInt(8);
    };
  }

  private String text() {
    String units = "abcdexyzSsß1 _\nÄ";
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.append(units.charAt(random.nextInt(units.length())));
    }
    return random.nextInt(8) == 0 ? text + "\uD83D\uDE00" : text.toString();
  }
}
