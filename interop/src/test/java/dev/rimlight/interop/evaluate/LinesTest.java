package dev.rimlight.interop.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.interop.file.UnusableFile;
import dev.rimlight.interop.file.WholeFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// What comes from outside is bounded, and the bound is told.
@NullUnmarked
class LinesTest {
  @Test
  void lastLine_mayLackItsEnd() throws Exception {
    assertThat(lines("a\n\nb", 3)).containsExactly("a", "", "b");
    assertThat(lines("a\n\nb\n", 3)).containsExactly("a", "", "b");
    assertThat(lines("", 3)).isEmpty();
  }

  @Test
  void linePastTheLimit_isRefused() throws Exception {
    byte[] longest = new byte[InputLimits.LINE_BYTES];
    assertThat(Lines.of("cases", longest, 1)).hasSize(1);
    assertThatThrownBy(() -> Lines.of("cases", new byte[InputLimits.LINE_BYTES + 1], 1))
        .isInstanceOf(UnusableFile.class)
        .hasMessage("cases: length of line 1 == 8388609 bytes, must be <= 8388608");
  }

  @Test
  void moreLinesThanTheLimit_areRefused() {
    assertThatThrownBy(() -> lines("a\nb\nc\n", 2))
        .hasMessage("cases: number of lines > 2, must be <= 2");
  }

  @Test
  void largerFileThanTheLimit_isRefused() throws Exception {
    assertThat(WholeFile.read("f", new ByteArrayInputStream(new byte[10]), 10)).hasSize(10);
    assertThatThrownBy(() -> WholeFile.read("f", new ByteArrayInputStream(new byte[11]), 10))
        .hasMessage("f: size > 10 bytes, must be <= 10");
  }

  private static List<String> lines(String text, int limit) throws UnusableFile {
    return Lines.of("cases", text.getBytes(StandardCharsets.UTF_8), limit).stream()
        .map(line -> new String(line, StandardCharsets.UTF_8))
        .toList();
  }
}
