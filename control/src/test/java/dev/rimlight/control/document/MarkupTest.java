package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rimlight.core.InvalidDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTML is taken as it is or refused with the first thing that is wrong; it is never mended.
class MarkupTest {
  private static InvalidDefinition refusal(String html) {
    return catchThrowableOfType(
        InvalidDefinition.class, () -> Markup.requireSafe(html, "/edits/0/html"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Only text & more, 1 &lt; 2",
        "<p class=\"hot\" data-id='7' aria-label=\"x\">Now <b>today</b><br>only</p>",
        "<a href=\"/sale?x=1\" rel=nofollow target=_blank>Sale</a>",
        "<a href=\"mailto:a@b.example\">Mail</a><a href='tel:+41'>Call</a><a href='#top'>Up</a>",
        "<img src=\"https://a.example/x.png\" alt=\"x\" width=1 height=1 loading=lazy>",
        "<ul><li>one</li><li>two</li></ul>",
        "<table><tr><td>1</td></tr></table>",
        "<section><button type=button disabled>Buy</button></section>"
      })
  void harmlessHtml_isTaken(String html) {
    assertThatCode(() -> Markup.requireSafe(html, "/edits/0/html")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>x</p><script>go()</script> | element_not_allowed | html has the element script, must have"
            + " only such as structure a text, lists, tables, images and buttons",
        "<svg><a></a></svg> | element_not_allowed | html has the element svg, must have only such as"
            + " structure a text, lists, tables, images and buttons",
        "<!-- x --> | element_not_allowed | html has a node #comment, must have only elements and text",
        "<p onclick=go()>x</p> | attribute_not_allowed | html has the attribute onclick of p, must"
            + " have only class, title and the like, aria-* and data-*",
        "<p style='color:red'>x</p> | attribute_not_allowed | html has the attribute style of p, must"
            + " have only class, title and the like, aria-* and data-*",
        "<img srcset=x> | attribute_not_allowed | html has the attribute srcset of img, must have"
            + " only class, title and the like, aria-* and data-*",
        "<a href='JavaScript:go()'>x</a> | url_not_allowed | the scheme of href == \"javascript\","
            + " must be one of http, https, mailto, tel",
        "<a href='java&#9;script:go()'>x</a> | url_not_allowed | the scheme of href =="
            + " \"javascript\", must be one of http, https, mailto, tel",
        "<img src='data:image/png,x'> | url_not_allowed | the scheme of src == \"data\", must be one"
            + " of http, https, mailto, tel",
        "<div>x | invalid_html | html does not close the element div, must close every one",
        "<p title='<b>'>x</p> | invalid_html | html has 2 times < before a letter, must have it only"
            + " where one of its 1 elements begins"
      })
  void otherHtml_isRefusedWithTheFirstThingThatIsWrong(String html, String code, String message) {
    InvalidDefinition refusal = refusal(html);
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.pointer()).isEqualTo("/edits/0/html");
  }

  /// What a parser drops or mends would reach the page as it was written.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<body onload=go()>",
        "<html onclick=go()>",
        "<p title=\"x",
        "x</div>",
        "<b><i>x</b></i>",
        "<table><p>x</p></table>",
        "<td>x</td>",
        "<p/ onclick=go()>",
        "<p title='a'title='b'>x</p>",
        "<p>x</p",
        "<",
        "<frameset>",
        "<!doctype html>",
        "<?x?>",
        "<a <p>x</a>"
      })
  void htmlThatAParserMends_isRefused(String html) {
    assertThat(refusal(html)).isNotNull();
  }

  @Test
  void deepHtml_isReadWithoutRunningOut() {
    String open = "<div>".repeat(300);
    assertThatCode(() -> Markup.requireSafe(open + "</div>".repeat(300), "/html"))
        .doesNotThrowAnyException();
  }
}
