package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.control.rejection.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The JSON that an edge reads routes from.
class PublishedRouteTest {
  private static final String ROUTE =
      """
      {"key":"product","name":"Product pages","pattern":"/products/*","host":"*.shop.example","search":"page=*",
       "priority":10,"flags":["cta","layout"],
       "edits":[{"flag":"cta","variant":"b","selector":"h1","action":"setText"},
         {"flag":"cta","variant":"b","action":"injectCss","value":".buy{color:red}"}],
       "rewrites":[{"flag":"cta","variant":"b","path":"/basket/short","origin":"checkout"}],
       "redirects":[{"flag":"layout","variant":"b","to":"/new","query":"drop"}],
       "tellOrigin":true,
       "cache":{"seconds":60,"staleSeconds":300,"query":["page"],"keep":"edited"}}\
      """;

  private static Map<String, Object> tree(String json) {
    return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> flag(String key, String kill) {
    return tree(
        ("{'key':'" + key + "','type':'string','on':true,'default':{'variant':'a'},'kill':" + kill)
            .concat(",'variants':[{'key':'a','value':'A'},{'key':'b','value':'B'}]}")
            .replace('\'', '"'));
  }

  private static String published(String route, String kill) {
    Drafts drafts = new Drafts(Scripts.REFUSED);
    drafts.add(Noun.FLAG, "cta", flag("cta", "null"));
    drafts.add(Noun.FLAG, "layout", flag("layout", kill));
    drafts.add(Noun.ROUTE, "product", tree(route));
    return drafts.compile("demo", 1).routes();
  }

  @Test
  void route_isPublishedAsItWasWritten() {
    assertThat(published(ROUTE, "'normal'")).isEqualTo("[" + ROUTE.replaceAll("\\n *", "") + "]");
  }

  @Test
  void routeWithAHardFlag_isHard() {
    assertThat(published(ROUTE, "'hard'"))
        .isEqualTo("[" + ROUTE.replaceAll("\\n *", "").replaceFirst("}$", ",\"hard\":true}") + "]");
  }

  @Test
  void absentFields_areLeftOut() {
    String route =
        """
        {"key":"product","name":null,"pattern":"/","host":null,"priority":1,"flags":["cta"],
         "edits":[{"flag":"cta","variant":"b","selector":"h1","action":"setText","value":null}],
         "tellOrigin":false,"cache":null}\
        """;
    assertThat(published(route, "'hard'"))
        .isEqualTo(
            "[{\"key\":\"product\",\"pattern\":\"/\",\"priority\":1,\"flags\":[\"cta\"],\"edits\":"
                + "[{\"flag\":\"cta\",\"variant\":\"b\",\"selector\":\"h1\",\"action\":\"setText\"}]}]");
  }

  @Test
  void hard_isNotForAuthorsToWrite() {
    assertThatThrownBy(
            () -> Drafts.check(Noun.ROUTE, Written.route("\"hard\":true"), Scripts.REFUSED))
        .hasMessageStartingWith("hard is unknown, must be one of key, name, pattern");
  }

  /// A draft from a time when the operator allowed it.
  @Test
  void scriptThatIsNoLongerAllowed_isNotPublished() {
    String route = "{'key':'r','pattern':'/','priority':1,'flags':['cta'],'edits':[{'flag':'cta',";
    String script = route + "'variant':'b','action':'injectJs','value':'go()'}]}";
    for (Scripts scripts : Scripts.values()) {
      Drafts drafts = new Drafts(scripts);
      drafts.add(Noun.FLAG, "cta", flag("cta", "null"));
      drafts.add(Noun.ROUTE, "r", tree(script.replace('\'', '"')));
      switch (scripts) {
        case ALLOWED -> assertThat(drafts.compile("demo", 1).routes()).contains("go()");
        case REFUSED ->
            assertThatThrownBy(() -> drafts.compile("demo", 1))
                .hasMessageEndingWith("the control plane was started without --allow-scripts");
      }
    }
  }

  @Test
  void otherKillClass_isRefused() {
    assertThatThrownBy(() -> Drafts.check(Noun.FLAG, flag("cta", "'soft'"), Scripts.REFUSED))
        .hasMessage("kill == \"soft\", must be one of normal, hard");
  }

  @Test
  void variantThatTheFlagDoesNotHave_isNotPublished() {
    assertThatThrownBy(() ->
            published(
                ROUTE.replace(
                    "{\"flag\":\"layout\",\"variant\":\"b\"",
                    "{\"flag\":\"layout\",\"variant\":\"c\""),
                "null"))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.faults().getFirst().path())
                    .isEqualTo("/routes/product/redirects/0/variant"))
        .hasMessageContaining("route product names variant c, which flag layout does not have");
  }

  @Test
  void changedKill_isSaid() {
    assertThat(
            ChangeSentence.changed(
                Noun.FLAG, "cta", flag("cta", "'normal'"), flag("cta", "'hard'")))
        .isEqualTo("Flag cta: made its kill hard");
    assertThat(KillClass.of(flag("cta", "null"))).isEqualTo(KillClass.NORMAL);
  }
}
