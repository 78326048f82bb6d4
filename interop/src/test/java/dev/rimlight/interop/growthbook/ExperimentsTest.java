package dev.rimlight.interop.growthbook;

import static dev.rimlight.interop.growthbook.ConditionsTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Asked;
import dev.rimlight.interop.vendor.Result;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ExperimentsTest {
  private static Place run(String context, String settings) {
    Result result =
        Asked.call(
            new GrowthBook(),
            "run",
            json(
                "["
                    + context
                    + ",{'key':'e','variations':['a','b'],'ranges':[[0,0],[0,1]]"
                    + settings
                    + "}]"));
    return Place.root(((Result.Returned) result).value());
  }

  private static String on(String url) {
    return "{'attributes':{'id':'x'},'url':'" + url + "'}";
  }

  private static final String VISITOR = "{'attributes':{'id':'x'}}";

  @Test
  void simplePatterns_compareEveryPartOfTheAddress() {
    String pattern = ",'urlPatterns':[{'type':'simple','include':true,'pattern':'%s'}]";
    assertThat(in(run(on("https://Example.com/Home/?q=1"), String.format(pattern, "/home"))))
        .isTrue();
    assertThat(in(run(on("https://example.com/x"), String.format(pattern, "other.com/x"))))
        .isFalse();
    assertThat(
            in(run(on("https://a.example.com/p/1"), String.format(pattern, "*.example.com/p/*"))))
        .isTrue();
    assertThat(in(run(on("https://s/?q=2"), String.format(pattern, "/?q=1")))).isFalse();
    assertThat(in(run(on("https://s/#top"), String.format(pattern, "/#TOP")))).isTrue();
    assertThat(in(run(VISITOR, ",'urlPatterns':[]"))).isFalse();
  }

  @Test
  void excludedPatterns_winOverIncludedOnes() {
    String patterns =
        ",'urlPatterns':[{'type':'regex','include':true,'pattern':'^/a'},"
            + "{'type':'simple','include':false,'pattern':'/a/b'}]";
    assertThat(in(run(on("https://s/a/c"), patterns))).isTrue();
    assertThat(in(run(on("https://s/a/b"), patterns))).isFalse();
  }

  @Test
  void forcedVariation_needsTheHashAndIsNoneWhenThereIsNone() {
    assertThat(run(VISITOR, ",'force':0").at("value").value()).isEqualTo("a");
    assertThat(run(VISITOR, ",'force':0").at("hashUsed").value()).isEqualTo(false);
    assertThat(in(run(VISITOR, ",'force':9"))).isFalse();
    assertThat(in(run("{'attributes':{}}", ",'force':0"))).isFalse();
    assertThat(in(run("{'attributes':{'id':'x'},'qaMode':true}", ",'force':0"))).isTrue();
  }

  @Test
  void statusActivityAndNamespace_keepUnitsOut() {
    assertThat(in(run(VISITOR, ""))).isTrue();
    assertThat(in(run(VISITOR, ",'active':false"))).isFalse();
    assertThat(in(run(VISITOR, ",'status':'draft'"))).isFalse();
    assertThat(in(run(VISITOR, ",'status':'stopped'"))).isFalse();
    assertThat(in(run(VISITOR, ",'namespace':['n',0,0]"))).isFalse();
    assertThat(in(run(VISITOR, ",'namespace':['n',0,0],'filters':[{'seed':'s','ranges':[[0,1]]}]")))
        .isTrue();
    assertThat(in(run("{'attributes':{'id':'x'},'enabled':false}", ""))).isFalse();
    assertThat(in(run(VISITOR, ",'hashVersion':7"))).isFalse();
  }

  @Test
  void redirect_mergesParametersAndLeavesItsOwnTargetAlone() {
    String experiment =
        "{'key':'e','urlPatterns':[{'type':'simple','include':true,'pattern':'/home'}],"
            + "'ranges':[[0,0],[0,1]],'persistQueryString':true,"
            + "'variations':[{},{'urlRedirect':'%s'}]}";
    String call =
        "[{'attributes':{'id':'x'},'url':'http://s.com/home?a=1&b=2','experiments':[%s]}]";
    assertThat(redirect(String.format(call, String.format(experiment, "http://s.com/new?b=3"))))
        .isEqualTo(
            json(
                "[{'inExperiment':true,'urlRedirect':'http://s.com/new?b=3',"
                    + "'urlWithParams':'http://s.com/new?b=3&a=1'}]"));
    assertThat(redirect(String.format(call, String.format(experiment, "http://s.com/home?x"))))
        .contains(json("'urlWithParams':''"));
  }

  private static String redirect(String arguments) {
    return JsonText.of(
        ((Result.Returned) Asked.call(new GrowthBook(), "urlRedirect", json(arguments))).value());
  }

  private static boolean in(Place result) {
    return result.at("inExperiment").bool();
  }
}
