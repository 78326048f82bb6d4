package dev.rimlight.control.document;

import static dev.rimlight.control.document.Written.assertRefused;
import static dev.rimlight.control.document.Written.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every action takes what it needs and nothing else.
class EditTest {
  /// `action selector=main name=title`, and so on.
  private static Map<String, Object> written(String words) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String word : words.split(" ", -1)) {
      String[] parts = word.split("=", 2);
      fields.put(parts.length == 1 ? "action" : parts[0], parts.length == 1 ? parts[0] : parts[1]);
    }
    return edit(fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setText selector=h1",
        "setText selector=h1 value=Hello",
        "setHtml selector=h1 html=<b>now</b>",
        "setAttribute selector=a name=href value=/sale",
        "removeAttribute selector=a name=target",
        "addClass selector=a className=hot",
        "removeClass selector=a className=hot",
        "remove selector=aside",
        "unwrap selector=aside",
        "insertBefore selector=h1 element=p className=note value=Hello",
        "insertAfter selector=h1 html=<p>Hello</p>",
        "prepend selector=h1 element=p",
        "append selector=h1 html=text",
        "replace selector=h1 element=p",
        "injectCss value=.hot{color:red}"
      })
  void everyAction_isTakenWithWhatItNeeds(String words) {
    Edit edit = Route.read(written(words), Scripts.REFUSED).edits().getFirst();
    assertThat(edit.action().word()).isEqualTo(words.split(" ", 2)[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setHtml selector=h1 | /html | html is missing, must be given",
        "setHtml selector=h1 html=x value=y | /value | value == \"y\", must be absent for setHtml",
        "setText selector=h1 html=x | /html | html == \"x\", must be absent for setText",
        "removeAttribute selector=a | /name | name is missing, must be given",
        "removeAttribute selector=a name=href value=x | /value | value == \"x\", must be absent for"
            + " removeAttribute",
        "addClass selector=a | /className | className is missing, must be given",
        "addClass selector=a className= | /className | className == \"\", must name a class",
        "remove selector=a value=x | /value | value == \"x\", must be absent for remove",
        "unwrap | /selector | selector is missing, must be given",
        "append selector=h1 | /element | element is missing, must be given",
        "append selector=h1 element=p html=x | /element | element == \"p\", must be absent beside"
            + " html",
        "replace selector=h1 className=x html=x | /className | className == \"x\", must be absent"
            + " beside html",
        "injectCss selector=h1 value=x | /selector | selector == \"h1\", must be absent for"
            + " injectCss",
        "injectCss | /value | value is missing, must be given",
        "injectJs value=x | /action | action == \"injectJs\", must be another: the control plane was"
            + " started without --allow-scripts",
        "move selector=h1 | /action | action == \"move\", must be another: a page is edited in one"
            + " pass, an element that has passed cannot be put elsewhere",
        "swap selector=h1 | /action | action == \"swap\", must be one of setText, setHtml,"
            + " setAttribute, removeAttribute, addClass, removeClass, remove, unwrap, insertBefore,"
            + " insertAfter, prepend, append, replace, injectCss, injectJs"
      })
  void otherFields_areRefused(String words, String field, String message) {
    assertRefused(written(words), "/edits/0" + field, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a{}</style> | the CSS contains </, must not",
        "@IMPORT 'x' | the CSS contains @import, must not",
        "a{width:Expression(1)} | the CSS contains expression(, must not",
        "@\\69mport 'x' | the CSS contains \\, must not",
        "a{background:url(http://a.example/x)} | the scheme of url() == \"http\", must be one of"
            + " https",
        "a{background:URL( \"data:x\")} | the scheme of url() == \"data\", must be one of https"
      })
  void cssThatLeavesItsElement_isRefused(String css, String message) {
    assertRefused(edit(Map.of("action", "injectCss", "value", css)), "/edits/0/value", message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a{background:url('https://a.example/x.png')}", "a{background:url(/x.png)}", ""})
  void ordinaryCss_isTaken(String css) {
    Map<String, Object> route = edit(Map.of("action", "injectCss", "value", css));
    Edit edit = Route.read(route, Scripts.REFUSED).edits().getFirst();
    assertThat(edit.value()).isEqualTo(css);
    assertThat(edit.selector()).isNull();
  }

  @Test
  void script_isTakenWhereTheOperatorAllowsIt() {
    Map<String, Object> route = edit(Map.of("action", "injectJs", "value", "go()"));
    assertThat(Route.read(route, Scripts.ALLOWED).edits().getFirst().value()).isEqualTo("go()");
    assertThat(
            catchThrowable(() ->
                Route.read(
                    edit(Map.of("action", "injectJs", "value", "'</SCRIPT'")), Scripts.ALLOWED)))
        .hasMessage("value contains </script, must not");
  }

  @Test
  void htmlAndCode_haveTheirLimit() {
    String most = "x".repeat(20_000);
    for (String field : new String[] {"html", "value"}) {
      Map<String, String> fields =
          field.equals("html")
              ? Map.of("action", "setHtml", "selector", "p")
              : Map.of("action", "injectCss");
      Map<String, String> longest = new LinkedHashMap<>(fields);
      longest.put(field, most);
      assertThat(Route.read(edit(longest), Scripts.REFUSED).edits()).hasSize(1);
      longest.put(field, most + "x");
      assertRefused(
          edit(longest), "/edits/0/" + field, field + " has 20001 characters, must be <= 20000");
    }
  }
}
