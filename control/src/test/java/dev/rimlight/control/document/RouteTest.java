package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.core.InvalidDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A route can change a page but not run script in it, and asks nothing of the stream that a stream
/// cannot answer.
class RouteTest {
  private static Route route(String rest) {
    return Route.read(
        Json.readObject(
            ("{\"key\":\"r\",\"pattern\":\"/\",\"priority\":1,\"flags\":[\"cta\"]," + rest + "}")
                .getBytes(StandardCharsets.UTF_8)),
        Scripts.REFUSED);
  }

  private static Route edit(String fields) {
    return route("\"edits\":[{\"flag\":\"cta\",\"variant\":\"b\"," + fields + "}]");
  }

  private static void refused(String fields, String code, String pointer) {
    assertThatThrownBy(() -> edit(fields))
        .isInstanceOfSatisfying(
            InvalidDefinition.class,
            invalid -> {
              assertThat(invalid.code()).isEqualTo(code);
              assertThat(invalid.pointer()).isEqualTo(pointer);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "button.buy",
        "main > h1",
        "a[href^='/sale']",
        "[class~=hot]",
        "li:nth-child(2n+1)",
        "p:not(.fine):first-of-type",
        "div > *:not(script)",
        "#script .style [name=base]",
        "object-card"
      })
  void selectorOfAStream_isTaken(String selector) {
    Route route = edit("\"action\":\"setText\",\"selector\":\"" + selector + "\"");
    assertThat(route.edits().getFirst().selector()).isEqualTo(selector);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h1 + p",
        "h1 ~ p",
        "div:has(p)",
        ":is(a, b)",
        "li:last-child",
        "p::before",
        "a[href",
        " ",
        "p)",
        "a\\\\b"
      })
  void otherSelector_isRefused(String selector) {
    refused(
        "\"action\":\"setText\",\"selector\":\"" + selector + "\"",
        "selector_not_supported",
        "/edits/0/selector");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "script",
        "SCRIPT",
        "head > script[src]",
        "p, style",
        "*|script",
        "/**/script",
        "div iframe.x",
        "base"
      })
  void selectorOfAnElementThatRuns_isRefused(String selector) {
    refused(
        "\"action\":\"setText\",\"selector\":\"" + selector + "\"",
        "selector_not_supported",
        "/edits/0/selector");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"onclick", "ONCLICK", "srcdoc", "style", "formaction", "srcset", "http-equiv"})
  void attributeThatRunsScript_isRefused(String name) {
    refused(
        "\"action\":\"setAttribute\",\"selector\":\"a\",\"name\":\"" + name + "\"",
        "attribute_not_allowed",
        "/edits/0/name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " JavaScript:x",
        "java\\tscript:x",
        "data:text/html,x",
        "vbscript:x"
      })
  void urlThatRunsScript_isRefused(String url) {
    refused(
        "\"action\":\"setAttribute\",\"selector\":\"a\",\"name\":\"href\",\"value\":\""
            + url
            + "\"",
        "url_not_allowed",
        "/edits/0/value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/x",
        "/sale?x=a:b",
        "#top",
        "relative",
        "mailto:a@b.example",
        "?q=a:b"
      })
  void ordinaryUrl_isTaken(String url) {
    Route route =
        edit(
            "\"action\":\"setAttribute\",\"selector\":\"a\",\"name\":\"href\",\"value\":\""
                + url
                + "\"");
    assertThat(route.edits().getFirst().value()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"script", "iframe", "a", "P"})
  void otherElement_isRefused(String element) {
    refused(
        "\"action\":\"append\",\"selector\":\"main\",\"element\":\"" + element + "\"",
        "element_not_allowed",
        "/edits/0/element");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"name\":\"title\"', invalid_name, /edits/0/name",
    "'\"element\":\"p\"', invalid_element, /edits/0/element",
    "'\"className\":\"hot\"', invalid_class_name, /edits/0/className",
    "'\"colour\":\"red\"', unknown_field, /edits/0/colour"
  })
  void fieldOfAnotherAction_isRefused(String field, String code, String pointer) {
    refused("\"action\":\"setText\",\"selector\":\"p\"," + field, code, pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/", "/a/../b", "/a?b", "/a#b", "/a\\\\b", "a"})
  void pathThatLeavesTheOrigin_isRefused(String path) {
    assertThatThrownBy(() ->
            route("\"rewrites\":[{\"flag\":\"cta\",\"variant\":\"b\",\"path\":\"" + path + "\"}]"))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("must begin with one /");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "*.shop.example", "127.0.0.1", "*"})
  void hostPattern_isTaken(String host) {
    Route route = route("\"host\":\"" + host + "\",\"search\":\"page=*\"");
    assertThat(route.pattern()).isEqualTo(new RoutePattern("/", host, "page=*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host | Shop.example | must have only a-z 0-9 . - and *, and no port",
        "host | shop.example:80 | must have only a-z 0-9 . - and *, and no port",
        "host | https://shop.example | must have only a-z 0-9 . - and *, and no port",
        "search | ?page=* | must not be empty nor begin with ?, close its brackets and have no space,"
            + " # or \\",
        "search | page=(1 | must not be empty nor begin with ?, close its brackets and have no space,"
            + " # or \\"
      })
  void otherHostOrSearch_isRefused(String field, String pattern, String bound) {
    Written.assertRefused(
        Written.route("\"" + field + "\":\"" + pattern + "\""),
        "/" + field,
        field + " == \"" + pattern + "\", " + bound);
  }

  @Test
  void rewrite_goesToAPathAnOriginOrBoth() {
    String rewrite = "\"rewrites\":[{\"flag\":\"cta\",\"variant\":\"b\"%s}]";
    assertThat(route(rewrite.formatted(",\"origin\":\"checkout\"")).rewrites())
        .containsExactly(new Rewrite("cta", "b", null, "checkout"));
    assertThat(route(rewrite.formatted(",\"path\":\"/x\",\"origin\":\"checkout\"")).rewrites())
        .containsExactly(new Rewrite("cta", "b", "/x", "checkout"));
    Written.assertRefused(
        Written.route(rewrite.formatted("")),
        "/rewrites/0",
        "path and origin are missing, must give at least one");
    Written.assertRefused(
        Written.route(rewrite.formatted(",\"origin\":\"https://x.example\"")),
        "/rewrites/0/origin",
        "origin == \"https://x.example\", must be 1 to 64 of a-z 0-9 _ . - and begin with a letter"
            + " or digit");
  }

  @Test
  void variantWithTwoTargets_isRefused() {
    String rewrite = "{\"flag\":\"cta\",\"variant\":\"b\",\"path\":\"/x\"}";
    String redirect = "{\"flag\":\"cta\",\"variant\":\"b\",\"to\":\"/y\"}";
    String other = redirect.replace("\"b\"", "\"c\"");
    assertThat(route("\"rewrites\":[" + rewrite + "],\"redirects\":[" + other + "]").redirects())
        .hasSize(1);
    String message =
        "flag cta, variant b has /rewrites/0 already, must have at most one rewrite or redirect";
    Written.assertRefused(
        Written.route("\"rewrites\":[" + rewrite + "," + rewrite + "]"), "/rewrites/1", message);
    Written.assertRefused(
        Written.route("\"rewrites\":[" + rewrite + "],\"redirects\":[" + redirect + "]"),
        "/redirects/0",
        message);
    Written.assertRefused(
        Written.route("\"redirects\":[" + redirect + "," + redirect + "]"),
        "/redirects/1",
        message.replace("/rewrites/0", "/redirects/0"));
  }

  @Test
  void editOfForeignFlag_isRefused() {
    assertThatThrownBy(() ->
            route(
                "\"edits\":[{\"flag\":\"x\",\"variant\":\"b\",\"selector\":\"p\",\"action\":\"setText\"}]"))
        .hasMessage("flag == \"x\", must be one of the route's flags");
  }

  @Test
  void oneEditTooMany_isRefused() {
    String edit = "{\"flag\":\"cta\",\"variant\":\"b\",\"selector\":\"p\",\"action\":\"setText\"}";
    String most = String.join(",", Collections.nCopies(200, edit));
    assertThat(route("\"edits\":[" + most + "]").edits()).hasSize(200);
    assertThatThrownBy(() -> route("\"edits\":[" + most + "," + edit + "]"))
        .hasMessage("edits has 201 entries, must be 0..200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"product", "/a b", "/(", "/{a", "/a)", "/#"})
  void brokenPattern_isRefused(String pattern) {
    Map<String, Object> document =
        Map.of("key", "r", "pattern", pattern, "priority", 1, "flags", List.of("cta"));
    assertThatThrownBy(() -> Route.read(document, Scripts.REFUSED))
        .hasMessageStartingWith("pattern == \"" + pattern);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_001})
  void priorityOutside_isRefused(int priority) {
    Map<String, Object> document =
        Map.of("key", "r", "pattern", "/", "priority", priority, "flags", List.of("cta"));
    assertThatThrownBy(() -> Route.read(document, Scripts.REFUSED))
        .hasMessage("priority == " + priority + ", must be in 0..10000");
  }
}
