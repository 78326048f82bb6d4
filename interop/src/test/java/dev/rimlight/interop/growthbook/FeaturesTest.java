package dev.rimlight.interop.growthbook;

import static dev.rimlight.interop.growthbook.ConditionsTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Asked;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class FeaturesTest {
  private static Answer ask(String features, String context) {
    return askWith(features, context, "");
  }

  private static Answer askWith(String features, String context, String more) {
    return Asked.about(
        new GrowthBook(),
        json("{'features':" + features + "}"),
        json("{'flag':'f','default':'d','context':" + context + more + "}"));
  }

  private static Place vendor(Answer answer) {
    return Place.root(answer.vendor());
  }

  private static String rules(String rules) {
    return "{'f':{'defaultValue':'off','rules':[" + rules + "]}}";
  }

  @Test
  void unknownFeature_givesTheCallersDefault() {
    Answer answer = ask("{}", "{}");
    assertThat(answer.value()).isEqualTo("d");
    assertThat(answer.error()).isEqualTo("FLAG_NOT_FOUND");
    assertThat(vendor(answer).at("source").value()).isEqualTo("unknownFeature");
  }

  @Test
  void forcedNull_isNoValueButTheRules() {
    Answer answer = ask(rules("{'id':'r','force':null}"), "{}");
    assertThat(answer.value()).isEqualTo("d");
    assertThat(JsonText.of(answer.vendor()))
        .isEqualTo(json("{'value':null,'on':false,'off':true,'source':'force','ruleId':'r'}"));
  }

  @Test
  void rollout_takesItsVeryEndToo() {
    String rule = "{'force':'on','coverage':%s}";
    String visitor = "{'attributes':{'id':'u1'}}";
    double number = bucketOf("u1") / 1000.0;
    assertThat(ask(rules(String.format(rule, number)), visitor).value()).isEqualTo("on");
    assertThat(ask(rules(String.format(rule, Math.nextDown(number))), visitor).value())
        .isEqualTo("off");
  }

  @Test
  void rollout_needsAUnitAndAHash() {
    assertThat(ask(rules("{'force':'on','coverage':1}"), "{'attributes':{'id':0}}").value())
        .isEqualTo("off");
    assertThat(
            ask(rules("{'force':'on','coverage':1,'hashVersion':3}"), "{'attributes':{'id':'u1'}}")
                .value())
        .isEqualTo("off");
  }

  private static long bucketOf(String id) {
    return dev.rimlight.core.hash.Hash.fnv1a32().text(id + "f").leadingBits(32) % 1000;
  }

  @Test
  void experiment_tellsEverythingAboutItself() {
    Answer answer =
        ask(
            rules(
                "{'id':'r','key':'e','variations':['a','a'],'ranges':[[0,0],[0,1]],"
                    + "'meta':[{'key':'c'},{'key':'t','name':'T'}],'hashAttribute':'n'}"),
            "{'attributes':{'n':123}}");
    Place result = vendor(answer).at("experimentResult");
    assertThat(answer.reason()).isEqualTo("EXPERIMENT");
    assertThat(result.at("key").value()).isEqualTo("t");
    assertThat(result.at("variationId").value()).isEqualTo(1);
    assertThat(result.at("hashValue").value()).isEqualTo(123);
    assertThat(result.at("name").value()).isEqualTo("T");
    assertThat(result.at("hashUsed").value()).isEqualTo(true);
  }

  @Test
  void overlappingRanges_giveTheFirst() {
    assertThat(
            ask(
                    rules("{'variations':['a','b'],'ranges':[[0,1],[0,1]]}"),
                    "{'attributes':{'id':'x'}}")
                .value())
        .isEqualTo("a");
  }

  @Test
  void forcedVariation_beatsTheHashAndOneThatIsNoneTakesTheUnitOut() {
    String features = rules("{'key':'e','variations':['a','b'],'ranges':[[0,1],[1,1]]}");
    String context = "{'attributes':{'id':'x'},'forcedVariations':{'e':%s}}";
    Answer forced = ask(features, String.format(context, 1));
    assertThat(forced.value()).isEqualTo("b");
    assertThat(vendor(forced).at("experimentResult").at("hashUsed").value()).isEqualTo(false);
    assertThat(ask(features, String.format(context, 7)).value()).isEqualTo("off");
    assertThat(ask(features, "{'attributes':{'id':'x'},'url':'https://s/?e=1#x'}").value())
        .isEqualTo("b");
    assertThat(ask(features, "{'attributes':{'id':'x'},'qaMode':true}").value()).isEqualTo("off");
    assertThat(
            ask(features, "{'attributes':{'id':'x'},'enabled':false,'forcedVariations':{'e':1}}")
                .value())
        .isEqualTo("off");
  }

  @Test
  void passthrough_leavesTheUnitToTheNextRule() {
    assertThat(
            ask(
                    rules(
                        "{'variations':['a','b'],'ranges':[[0,1],[1,1]],"
                            + "'meta':[{'passthrough':true},{}]},{'force':'next'}"),
                    "{'attributes':{'id':'x'}}")
                .value())
        .isEqualTo("next");
  }

  @Test
  void prerequisites_gateSkipAndTurnInCircles() {
    String parent = ",'p':{'defaultValue':'on','rules':[{'condition':{'a':1},'force':null}]}}";
    String gated =
        "{'f':{'defaultValue':'off','rules':[{'parentConditions':[{'id':'p','gate':true,"
            + "'condition':{'value':'on'}}],'force':'x'}]}";
    assertThat(ask(gated + parent, "{}").value()).isEqualTo("x");
    assertThat(vendor(ask(gated + parent, "{'attributes':{'a':1}}")).at("source").value())
        .isEqualTo("prerequisite");
    assertThat(ask(gated.replace("'gate':true,", "") + parent, "{'attributes':{'a':1}}").value())
        .isEqualTo("off");
    Answer cycle = ask(gated.replace("'id':'p'", "'id':'f'") + "}", "{}");
    assertThat(cycle.error()).isEqualTo("PREREQUISITE_CYCLE");
    assertThat(vendor(cycle).at("source").value()).isEqualTo("cyclicPrerequisite");
  }

  @Test
  void keptAssignment_isServedUpgradedAndBlocked() {
    String rule =
        "{'key':'e','variations':['a','b'],'ranges':[[0,1],[1,1]],'fallbackAttribute':'dev',"
            + "'bucketVersion':2,'minBucketVersion':%s,'meta':[{'key':'0'},{'key':'1'}]}";
    String stored =
        ",'sticky':[{'attributeName':'dev','attributeValue':'d','assignments':{'e__%s':'1'}}]";
    String context = "{'attributes':{'id':'x','dev':'d'}}";
    Answer kept = askWith(rules(String.format(rule, 0)), context, String.format(stored, 2));
    assertThat(kept.reason()).isEqualTo("STICKY");
    assertThat(kept.value()).isEqualTo("b");
    assertThat(Place.root(kept.sticky()).at("id||x").at("assignments").at("e__2").value())
        .isEqualTo("1");
    Answer forgotten = askWith(rules(String.format(rule, 0)), context, String.format(stored, 1));
    assertThat(forgotten.value()).isEqualTo("a");
    Answer blocked = askWith(rules(String.format(rule, 2)), context, String.format(stored, 1));
    assertThat(blocked.value()).isEqualTo("off");
    assertThat(blocked.sticky()).doesNotContainKey("id||x");
  }

  @Test
  void assignmentThatPassesOn_isKeptToo() {
    Answer answer =
        askWith(
            rules(
                "{'key':'e','variations':['a','b'],'ranges':[[0,1],[1,1]],"
                    + "'meta':[{'key':'0','passthrough':true},{'key':'1'}]}"),
            "{'attributes':{'id':'x'}}",
            ",'sticky':[]");
    assertThat(answer.value()).isEqualTo("off");
    assertThat(JsonText.of(answer.sticky()))
        .isEqualTo(
            json(
                "{'id||x':{'attributeName':'id','attributeValue':'x',"
                    + "'assignments':{'e__0':'0'}}}"));
  }
}
