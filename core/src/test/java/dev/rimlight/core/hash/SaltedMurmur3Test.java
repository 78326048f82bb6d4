package dev.rimlight.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// The hash whose salt was computed before is the one that is fed part by part.
@NullUnmarked
class SaltedMurmur3Test {
  @Test
  void saltOfAnyLength_hashesAsThePartsDo() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String salt = text(random, random.nextInt(12), 0x2FFF);
      String rest = text(random, random.nextInt(40), 0x80);
      int seed = random.nextInt();
      SaltedMurmur3 salted = new SaltedMurmur3(seed, salt);
      int expected = Hash.murmur3(seed).text(salt).text(rest).word(0);
      assertThat(salted.hash(AsciiWords.of(rest))).isEqualTo(expected);
    }
  }

  @Test
  void textThatIsNotAscii_hasNoWords() {
    assertThat(AsciiWords.of("naïve")).isNull();
    assertThat(AsciiWords.of("\u0080")).isNull();
    assertThat(AsciiWords.of("\u007f")).isNotNull();
  }

  private static String text(Random random, int length, int below) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(below));
    }
    return text.toString();
  }
}
