package dev.rimlight.interop.growthbook;

import static dev.rimlight.interop.growthbook.ConditionsTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.core.Serve;
import dev.rimlight.interop.vendor.Asked;
import dev.rimlight.interop.vendor.Imported;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class GrowthBookImportTest {
  private static Imported imported(String payload) {
    return new GrowthBook().open(Asked.tree(json(payload))).imported();
  }

  private static List<String> losses(String payload) {
    return imported(payload).report().losses().stream()
        .map(loss -> loss.pointer() + ": " + loss.what())
        .toList();
  }

  private static String rule(String rule) {
    return "{'features':{'f':{'defaultValue':true,'rules':[" + rule + "]}}}";
  }

  @Test
  void plainFeature_comesAlongWithoutLoss() {
    Imported imported =
        imported(
            "{'features':{'f':{'defaultValue':false,'rules':[{'id':'r','condition':{'country':'US'},"
                + "'force':true,'coverage':0.5},{'key':'e','variations':[false,true],"
                + "'meta':[{'key':'0'},{'key':'1'}],'weights':[0.5,0.5],'hashVersion':2}]}}}");
    assertThat(imported.report().losses()).isEmpty();
    assertThat(imported.definitions().checked().experiments()).hasSize(1);
    assertThat(imported.definitions().flags().getFirst().rules())
        .extracting(rule -> rule.serve().getClass().getSimpleName())
        .containsExactly("Fixed", "InExperiment");
  }

  @Test
  void names_thatAreNoKeysAreReported() {
    assertThat(losses("{'features':{'my feature':{'defaultValue':1}}}"))
        .containsExactly("/features/my feature: feature my feature");
    assertThat(losses(rule("{'id':'rule one','force':false}")))
        .containsExactly("/features/f/rules/0/id: id of rule 1 of feature f");
    assertThat(losses(rule("{'key':'e','variations':[1,2]},{'key':'e','variations':[1,2]}")))
        .containsExactly("/features/f/rules/1: experiment e");
  }

  @Test
  void whatIsLeftBehind_isReported() {
    assertThat(
            losses(
                rule(
                    "{'force':false,'tracks':[{'experiment':{}}]},{'variations':[1,2],'name':'N',"
                        + "'phase':'1','meta':[{'key':'0','name':'Control'},{'key':'1'}]}")))
        .containsExactly(
            "/features/f/rules/0/tracks: tracks of rule 1 of feature f",
            "/features/f/rules/1/name: name of rule 2 of feature f",
            "/features/f/rules/1/phase: phase of rule 2 of feature f",
            "/features/f/rules/1/meta/0/name: name of a variation of rule 2 of feature f");
    assertThat(losses("{'features':{'f':{'defaultValue':1,'project':'p'}}}"))
        .containsExactly("/features/f/project: project of feature f");
  }

  @Test
  void ruleThatServesNothing_isReported() {
    assertThat(losses(rule("{'variations':[1]}")))
        .containsExactly("/features/f/rules/0: rule 1 of feature f");
  }

  @Test
  void contextualBandit_isReportedAndDecidesNothing() {
    Imported imported =
        imported(
            "{'features':{'f':{'rules':[{'contextualVariations':[1,2],'contextualBanditRef':'b'}]}},"
                + "'contextualBandits':{'b':{'banditVersion':1}}}");
    assertThat(imported.report().losses())
        .extracting(loss -> loss.pointer())
        .contains("/contextualBandits", "/features/f/rules/0/contextualBanditRef");
    assertThat(imported.definitions().flags().getFirst().rules().getFirst().serve())
        .isEqualTo(new Serve.Broken("CONTEXTUAL_BANDIT"));
  }

  @Test
  void conditionThatWeCannotSay_isReported() {
    assertThat(losses(rule("{'force':1,'condition':{'a':{'$regex':'(?!x)'}}}")))
        .contains("/features/f/rules/0/condition/a/$regex: pattern (?!x)");
    assertThat(losses(rule("{'force':1,'condition':{'a':{'$near':1}}}")))
        .contains("/features/f/rules/0/condition/a/$near: operator $near");
    assertThat(losses(rule("{'force':1,'condition':{'tags.0':'x'}}"))).contains(": path tags.0");
  }

  @Test
  void keptVariationsThatPassOn_areReportedAndLeaveNoTrace() {
    Imported imported =
        imported(
            rule(
                "{'key':'e','variations':[1,2],'bucketVersion':1,"
                    + "'meta':[{'key':'0','passthrough':true},{'key':'1'}]}"));
    assertThat(imported.report().losses())
        .extracting(loss -> loss.what())
        .containsExactly("kept variations that pass on");
    assertThat(imported.definitions().checked().flags()).hasSize(1);
  }

  @Test
  void automaticExperiment_becomesAFlagThatChangesNoPage() {
    Imported imported =
        imported(
            "{'features':{},'experiments':[{'key':'e','variations':[{},{'urlRedirect':'/x'}],"
                + "'urlPatterns':[{'type':'simple','pattern':'/a','include':true}]}]}");
    assertThat(imported.definitions().checked().flags()).hasSize(1);
    assertThat(imported.report().losses())
        .extracting(loss -> loss.pointer())
        .containsExactly("/experiments/0", "/experiments/0/urlPatterns");
  }

  @Test
  void whatCannotBePublished_isReported() {
    assertThat(
            imported(rule("{'parentConditions':[{'id':'f','condition':{'value':true}}],'force':1}"))
                .report()
                .losses())
        .extracting(loss -> loss.why())
        .anySatisfy(why -> assertThat(why).startsWith("cannot be published: "));
  }
}
