package dev.rimlight.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Comparisons without regard to ASCII case, against lowering both texts first.
@NullUnmarked
class AsciiCaseTest {
  private static final String LETTERS = "aAbBzZ@[`{éÉKı\uD83D\uDE00";

  @Test
  void otherLetters_keepTheirCase() {
    assertThat(AsciiCase.equal("Straße", "sTRAßE")).isTrue();
    assertThat(AsciiCase.equal("é", "É")).isFalse();
    assertThat(AsciiCase.equal("k", "\u212a")).isFalse();
    assertThat(AsciiCase.equal("@", "`")).isFalse();
    assertThat(AsciiCase.equal("[", "{")).isFalse();
    assertThat(AsciiCase.equal("I", "\u0131")).isFalse();
  }

  @Test
  void emptyPart_isEverywhere() {
    assertThat(AsciiCase.contains("", "")).isTrue();
    assertThat(AsciiCase.startsWith("a", "")).isTrue();
    assertThat(AsciiCase.endsWith("a", "")).isTrue();
    assertThat(AsciiCase.contains("a", "ab")).isFalse();
  }

  @Test
  void randomTexts_compareAsTheirLowerForms() {
    Random random = new Random(29);
    for (int i = 0; i < 50_000; i++) {
      String text = text(random, random.nextInt(7));
      String part = text(random, random.nextInt(3));
      String lowText = lower(text);
      String lowPart = lower(part);
      String seen = text + " and " + part;
      assertThat(AsciiCase.equal(text, part)).as(seen).isEqualTo(lowText.equals(lowPart));
      assertThat(AsciiCase.contains(text, part)).as(seen).isEqualTo(lowText.contains(lowPart));
      assertThat(AsciiCase.startsWith(text, part)).as(seen).isEqualTo(lowText.startsWith(lowPart));
      assertThat(AsciiCase.endsWith(text, part)).as(seen).isEqualTo(lowText.endsWith(lowPart));
      assertThat(Integer.signum(AsciiCase.compare(text, part)))
          .as(seen)
          .isEqualTo(Integer.signum(lowText.compareTo(lowPart)));
    }
  }

  private static String lower(String text) {
    StringBuilder lower = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      lower.append(unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit);
    }
    return lower.toString();
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
