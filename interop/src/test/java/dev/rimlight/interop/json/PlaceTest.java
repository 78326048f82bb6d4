package dev.rimlight.interop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// A place names itself in whatever is wrong there.
@NullUnmarked
class PlaceTest {
  private final Place document = read("{\"a/b\":[{\"~\":1.0}],\"n\":null,\"t\":\"x\"}");

  @Test
  void pointer_isEscapedAsRfc6901Says() {
    assertThat(document.at("a/b").at(0).at("~").pointer()).isEqualTo("/a~1b/0/~0");
  }

  @Test
  void wrongKind_isToldWithPlaceValueAndBound() {
    assertThatThrownBy(() -> document.at("t").number())
        .isInstanceOf(InvalidDocument.class)
        .hasMessage("/t == \"x\", must be a finite number");
    assertThatThrownBy(() -> document.at("none").text())
        .hasMessage("/none == null, must be a string");
  }

  @Test
  void nullAndAbsent_areToldApartOnlyByHas() {
    assertThat(document.has("n")).isTrue();
    assertThat(document.has("none")).isFalse();
    assertThat(document.at("n").isNull()).isTrue();
    assertThat(document.at("none").isNull()).isTrue();
    assertThat(document.at("n").elements()).isEmpty();
    assertThat(document.at("none").members()).isEmpty();
  }

  @Test
  void wholeNumber_mayBeWrittenWithAFraction() {
    assertThat(document.at("a/b").at(0).at("~").integer()).isEqualTo(1);
    assertThatThrownBy(() -> read("1.5").integer())
        .hasMessage("the document == 1.5, must be a whole number of at most 2147483647");
  }

  @Test
  void longValue_isCutInMessages() {
    assertThatThrownBy(() -> read("\"" + "x".repeat(200) + "\"").bool())
        .hasMessage("the document == \"" + "x".repeat(76) + "..., must be true or false");
  }

  private static Place read(String text) {
    try {
      return Place.root(Json.read(text));
    } catch (InvalidJson e) {
      throw new IllegalArgumentException(e);
    }
  }
}
