package dev.rimlight.interop.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.core.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class KeyNamesTest {
  @Test
  void keys_stayAsTheyAre() {
    KeyNames names = new KeyNames(List.of("checkout", "a.b_c-9"));
    assertThat(names.key("checkout")).isEqualTo("checkout");
    assertThat(names.key("a.b_c-9")).isEqualTo("a.b_c-9");
    assertThat(names.renamed()).isEmpty();
  }

  @Test
  void otherNames_keepWhatCanStayAndAreToldApart() {
    KeyNames names = new KeyNames(List.of("new checkout!", "new checkout?", "", "é", "_x"));
    assertThat(names.key("new checkout!")).matches("new-checkout--[0-9a-f]{6}");
    assertThat(names.key("")).matches("x-[0-9a-f]{6}");
    assertThat(names.key("_x")).matches("xx-[0-9a-f]{6}");
    assertThat(new HashSet<>(names.renamed().values())).hasSize(5).allMatch(Key::valid);
  }

  @Test
  void namesInAnyOrder_haveTheSameKeys() {
    assertThat(new KeyNames(List.of("a b", "a/b", "c")).renamed())
        .isEqualTo(new KeyNames(List.of("c", "a/b", "a b")).renamed());
  }

  @Test
  void aKeyThatLooksLikeAnothersReplacement_keepsBothApart() {
    String replacement = new KeyNames(List.of("a b")).key("a b");
    KeyNames names = new KeyNames(List.of("a b", replacement));
    assertThat(names.key(replacement)).isEqualTo(replacement);
    assertThat(names.key("a b")).isNotEqualTo(replacement);
    KeyNames later = new KeyNames(List.of("a b"));
    assertThat(later.key(replacement)).isNotEqualTo(later.key("a b"));
  }

  @Test
  void longNames_areCutButNotMixedUp() {
    String first = "x".repeat(100);
    KeyNames names = new KeyNames(Set.of(first, first + "y"));
    assertThat(names.key(first)).hasSize(64).isNotEqualTo(names.key(first + "y"));
  }
}
