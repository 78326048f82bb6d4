package dev.rimlight.interop.flagd;

import static dev.rimlight.interop.flagd.TargetingTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.core.Serve;
import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Asked;
import dev.rimlight.interop.vendor.Imported;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class FlagsTest {
  private static String flag(String more) {
    return "{'flags':{'f':{'variants':{'a':1,'b':2.5},'state':'ENABLED'" + more + "}}}";
  }

  private static String ask(String document, String theCase) {
    Answer answer =
        Asked.about(new Flagd(), json(document), json("{'flag':'f','default':9" + theCase + "}"));
    return JsonText.of(answer.vendor()).replace('"', '\'');
  }

  private static Imported imported(String document) {
    return new Flagd().open(Asked.tree(json(document))).imported();
  }

  private static List<String> losses(String document) {
    return imported(document).report().losses().stream()
        .map(loss -> loss.pointer() + ": " + loss.what())
        .toList();
  }

  @Test
  void flagWithoutTargeting_isStatic() {
    assertThat(ask(flag(",'defaultVariant':'b'"), ""))
        .isEqualTo("{'value':2.5,'reason':'STATIC','variant':'b'}");
    assertThat(ask(flag(",'defaultVariant':'b','targeting':{}"), ""))
        .isEqualTo("{'value':2.5,'reason':'STATIC','variant':'b'}");
  }

  @Test
  void flagWithoutDefault_givesTheCallers() {
    assertThat(ask(flag(",'defaultVariant':null"), "")).isEqualTo("{'value':9,'reason':'DEFAULT'}");
    assertThat(ask(flag(",'targeting':{'if':[true,'a']}"), ""))
        .isEqualTo("{'value':1,'reason':'TARGETING_MATCH','variant':'a'}");
  }

  @Test
  void valueOfAnotherType_isAMismatch() {
    assertThat(ask(flag(",'defaultVariant':'b'"), ",'type':'INTEGER'"))
        .isEqualTo("{'value':9,'reason':'ERROR','errorCode':'TYPE_MISMATCH'}");
    assertThat(ask(flag(",'defaultVariant':'a'"), ",'type':'NUMBER'"))
        .isEqualTo("{'value':1,'reason':'STATIC','variant':'a'}");
    assertThat(ask(flag(",'defaultVariant':'a'"), ",'type':'STRING'")).contains("TYPE_MISMATCH");
  }

  @Test
  void disabledAndUnknownFlags_giveTheCallersDefault() {
    assertThat(ask(flag(",'defaultVariant':'a'").replace("ENABLED", "DISABLED"), ""))
        .isEqualTo("{'value':9,'reason':'DISABLED'}");
    assertThat(ask("{'flags':{},'metadata':{'s':1}}", ""))
        .isEqualTo("{'value':9,'reason':'ERROR','errorCode':'FLAG_NOT_FOUND','metadata':{'s':1}}");
  }

  @Test
  void metadata_isTheFlagsOverTheDocuments() {
    assertThat(
            ask(
                flag(",'defaultVariant':'a','metadata':{'s':2}")
                    .replace("{'flags'", "{'metadata':{'s':1,'t':3},'flags'"),
                ""))
        .endsWith("'metadata':{'s':2,'t':3}}");
  }

  @Test
  void sharedLogic_standsWhereItIsReferredTo() {
    String document =
        flag(",'targeting':{'if':[{'$ref':'outer'},'a','b']}")
            .replace(
                "{'flags'",
                "{'$evaluators':{'outer':{'!':{'$ref':'inner'}},'inner':{'var':'x'}},'flags'");
    assertThat(ask(document, ",'context':{'x':1}")).contains("'variant':'b'");
    assertThat(ask(document, "")).contains("'variant':'a'");
  }

  @Test
  void documentThatFlagdDoesNotLoad_isRefused() {
    List.of(
            "{}",
            "{'flags':{'f':{'state':'ON','variants':{'a':1}}}}",
            "{'flags':{'f':{'state':'ENABLED','variants':{}}}}",
            "{'flags':{'f':{'state':'ENABLED'}}}",
            flag(",'defaultVariant':'c'"),
            "{'flags':{},'metadata':{'a':{}}}")
        .forEach(document ->
            assertThatThrownBy(() -> imported(document)).isInstanceOf(InvalidDocument.class));
  }

  @Test
  void flagsInAnArray_haveTheirKeysInside() {
    assertThat(
            ask(
                "{'flags':[{'key':'f','state':'ENABLED','variants':{'a':1},'defaultVariant':'a'}]}",
                ""))
        .contains("'variant':'a'");
  }

  @Test
  void chainOfConstants_becomesRulesAndASplit() {
    Imported imported =
        imported(
            flag(
                ",'defaultVariant':'a','targeting':{'if':[{'==':[{'var':'plan'},'pro']},'b',"
                    + "{'fractional':[['a',1],['b',3]]}]}"));
    assertThat(imported.report().losses()).isEmpty();
    assertThat(imported.definitions().checked().flags().getFirst().rules())
        .extracting(rule -> rule.serve().getClass().getSimpleName())
        .containsExactly("Fixed", "Split");
    assertThat(imported.definitions().flags().getFirst().otherwise())
        .isEqualTo(new Serve.Fixed("a"));
  }

  @Test
  void losses_areReportedWhereTheyAre() {
    assertThat(losses(flag(",'metadata':{'m':1},'note':'x'")))
        .containsExactly("/flags/f/metadata: metadata of flag f", "/flags/f/note: note of flag f");
    assertThat(losses(flag("").replace("{'flags'", "{'metadata':{'m':1},'flags'")))
        .containsExactly("/metadata: metadata of the document");
    assertThat(losses(flag("").replace("'f':", "'my flag':").replace("'b':", "'b c':")))
        .containsExactly(
            "/flags/my flag: flag my flag", "/flags/my flag/variants/b c: variant b c");
    assertThat(losses(flag(",'targeting':{'wizard':[]}")))
        .contains("/flags/f/targeting: targeting of flag f");
    assertThat(losses(flag(",'targeting':{'if':[{'substr':['a',1]},'a']}")))
        .contains("/flags/f/targeting/if/0: operator substr");
    assertThat(losses(flag(",'targeting':{'if':[{'var':'x.0'},'a']}"))).contains(": path x.0");
    assertThat(losses(flag(",'targeting':{'sem_ver':[{'var':'x'},'=',{'var':'y'}]}")))
        .contains("/flags/f/targeting: sem_ver");
  }
}
