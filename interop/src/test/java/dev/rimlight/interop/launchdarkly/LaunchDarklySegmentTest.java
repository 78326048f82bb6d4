package dev.rimlight.interop.launchdarkly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import org.junit.jupiter.api.Test;

class LaunchDarklySegmentTest {
  private static Asked segments(String segments) {
    return new Asked(
        new LaunchDarkly(),
        "{'flags':{'f':{'on':true,'variations':[false,true],'fallthrough':{'variation':0},"
            + "'rules':[{'variation':1,'clauses':[{'op':'segmentMatch','values':['s']}]}]}},"
            + "'segments':{"
            + segments
            + "}}");
  }

  @Test
  void includedContext_isInAlthoughItIsExcluded() {
    Asked asked =
        segments(
            "'s':{'included':['u'],'excluded':['u','x'],'excludedContexts':[{'contextKind':'org',"
                + "'values':['bad']}],'rules':[{'clauses':[]}]}");
    assertThat(asked.value("f", "{'key':'u'}")).isEqualTo("true");
    assertThat(asked.value("f", "{'key':'x'}")).isEqualTo("false");
    assertThat(asked.value("f", "{'key':'other'}")).isEqualTo("true");
    assertThat(asked.value("f", "{'kind':'org','key':'bad'}")).isEqualTo("false");
  }

  @Test
  void ruleWithWeight_takesItsShareAndWhoHasNothingToGoBy() {
    Asked half = segments("'s':{'salt':'s','rules':[{'clauses':[],'weight':1,'bucketBy':'n'}]}");
    assertThat(half.value("f", "{'key':'u'}")).isEqualTo("true");
    assertThat(half.value("f", "{'key':'u','custom':{'n':'v'}}")).isEqualTo("false");
    Asked none = segments("'s':{'salt':'s','rules':[{'clauses':[],'weight':0}]}");
    assertThat(none.value("f", "{'key':'u'}")).isEqualTo("false");
  }

  @Test
  void segmentOfSegments_holdsAsTheyDo() {
    Asked asked =
        segments(
            "'s':{'rules':[{'clauses':[{'op':'segmentMatch','values':['none','t']}]}]},"
                + "'t':{'included':['u']}");
    assertThat(asked.value("f", "{'key':'u'}")).isEqualTo("true");
    assertThat(asked.value("f", "{'key':'x'}")).isEqualTo("false");
  }

  @Test
  void segmentsThatNeedOneAnother_areMalformed() {
    Asked asked =
        segments(
            "'s':{'rules':[{'clauses':[{'op':'segmentMatch','values':['t']}]}]},"
                + "'t':{'rules':[{'clauses':[{'op':'segmentMatch','values':['s']}]}]}");
    assertThat(asked.vendor("f", "{'key':'u'}")).contains("MALFORMED_FLAG");
  }
}
