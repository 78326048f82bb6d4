package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlineTest {
  private static final String PAGE =
      """
      <html><head><title>Shop</title></head><body>
        <h1 id="title">Things that last</h1>
        <div class="cards"><p class="card hot">Kettle</p><p class="card">Pan</p><p class="card">Pot</p></div>
        <form><button>Buy</button><button>Later</button></form>
        <img src="a.png" alt="A kettle"><script>ignored()</script><p></p>
      </body></html>
      """;

  @Test
  void elements_areNamedByIdClassOrPlace() {
    assertThat(Outline.of(PAGE))
        .extracting(part -> part.selector() + " | " + part.element() + " | " + part.text())
        .containsExactly(
            "#title | h1 | Things that last",
            "p.card.hot | p | Kettle",
            "div.cards > p:nth-of-type(2) | p | Pan",
            "div.cards > p:nth-of-type(3) | p | Pot",
            "body > form > button:nth-of-type(1) | button | Buy",
            "body > form > button:nth-of-type(2) | button | Later",
            "body > img | img | A kettle");
    assertThat(Outline.of(PAGE)).allMatch(part -> part.matches() == 1);
  }

  @ParameterizedTest
  @CsvSource({".card,3", "#title,1", "p:nth-of-type(2),1", "h2,0", "p + p,", "p:has(a),", "p[,"})
  void selector_meetsSoMany_orCannotBeAsked(String selector, @Nullable String matches) {
    assertThat(Outline.matches(PAGE, selector).map(String::valueOf))
        .isEqualTo(Optional.ofNullable(matches));
  }
}
