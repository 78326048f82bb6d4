package dev.rimlight.control.document;

import static dev.rimlight.control.document.Written.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A visitor is sent to a path of the site or to an address that says openly where it leads.
class RedirectTest {
  private static String redirect(String to) {
    return "\"redirects\":[{\"flag\":\"cta\",\"variant\":\"b\",\"to\":\"" + to + "\"}]";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/new",
        "/new?x=1#top",
        "https://other.example/x",
        "https://other.example:8443/",
        "http://localhost:8080/x",
        "http://127.0.0.1/x"
      })
  void pathOrHttps_isTaken(String to) {
    Redirect redirect =
        Route.read(Written.route(redirect(to)), Scripts.REFUSED).redirects().getFirst();
    assertThat(redirect).isEqualTo(new Redirect("cta", "b", to, Redirect.Query.MERGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new",
        "//evil.example/",
        "/a b",
        "http://other.example/",
        "http://localhost.evil.example/",
        "https://user@other.example/",
        "https://@other.example/",
        "https:///x",
        "https:/x",
        "javascript:go()",
        "/é"
      })
  void otherTarget_isRefused(String to) {
    assertRefused(
        Written.route(redirect(to)),
        "/redirects/0/to",
        "to == \""
            + to
            + "\", must be a path that begins with one / or an https URL without a user"
            + " (http only for localhost and 127.0.0.1)");
  }

  @Test
  void query_isMergedOrDropped() {
    String dropped = redirect("/new").replace("\"to\"", "\"query\":\"drop\",\"to\"");
    assertThat(Route.read(Written.route(dropped), Scripts.REFUSED).redirects().getFirst().query())
        .isEqualTo(Redirect.Query.DROP);
    assertRefused(
        Written.route(dropped.replace("drop", "keep")),
        "/redirects/0/query",
        "query == \"keep\", must be one of merge, drop");
  }

  @Test
  void foreignFlag_isRefused() {
    assertRefused(
        Written.route(redirect("/new").replace("\"cta\"", "\"x\"")),
        "/redirects/0/flag",
        "flag == \"x\", must be one of the route's flags");
  }
}
