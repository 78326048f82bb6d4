package dev.rimlight.interop.launchdarkly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The buckets are those of Python's hashlib: `int(sha1("f.s.u1")[:15], 16) * 100000 >> 60`.
class LaunchDarklyRolloutTest {
  private static Asked rollout(String rollout) {
    return new Asked(
        new LaunchDarkly(),
        "{'flags':{'f':{'on':true,'salt':'s','variations':['a','b','c'],'fallthrough':{'rollout':{"
            + rollout
            + "}}}}}");
  }

  @ParameterizedTest
  @CsvSource({"u1,59451", "u2,40337", "ü,54337", "5,56834"})
  void unit_fallsIntoTheBucketOfItsHash(String unit, int bucket) {
    Asked below =
        rollout(
            "'variations':[{'variation':0,'weight':" + bucket + "},{'variation':1,'weight':1}]");
    Asked upTo =
        rollout(
            "'variations':[{'variation':0,'weight':"
                + (bucket + 1)
                + "},{'variation':1,'weight':1}]");
    assertThat(below.value("f", "{'key':'" + unit + "'}")).isEqualTo("'b'");
    assertThat(upTo.value("f", "{'key':'" + unit + "'}")).isEqualTo("'a'");
  }

  @Test
  void seed_standsForKeyAndSalt() {
    int bucket = 56475;
    String weights =
        "'seed':61,'variations':[{'variation':0,'weight':@},{'variation':1,'weight':1}]";
    assertThat(rollout(weights.replace("@", "" + bucket)).value("f", "{'key':'u1'}"))
        .isEqualTo("'b'");
    assertThat(rollout(weights.replace("@", "" + (bucket + 1))).value("f", "{'key':'u1'}"))
        .isEqualTo("'a'");
  }

  @Test
  void valuePastTheEnd_fallsIntoTheLastPart() {
    assertThat(
            rollout("'variations':[{'variation':0,'weight':0},{'variation':2,'weight':0}]")
                .value("f", "{'key':'u1'}"))
        .isEqualTo("'c'");
  }

  @Test
  void attributeThatIsNoTextAndNoWholeNumber_liesInTheFirstBucket() {
    Asked asked =
        rollout(
            "'bucketBy':'n','variations':[{'variation':0,'weight':1},{'variation':1,'weight':99999}]");
    assertThat(asked.value("f", "{'key':'u','custom':{'n':1.5}}")).isEqualTo("'a'");
    assertThat(asked.value("f", "{'key':'u','custom':{'n':true}}")).isEqualTo("'a'");
    assertThat(asked.value("f", "{'key':'u'}")).isEqualTo("'a'");
    assertThat(asked.value("f", "{'key':'u','custom':{'n':3}}")).isEqualTo("'b'");
    assertThat(asked.value("f", "{'key':'u','custom':{'n':'3'}}")).isEqualTo("'b'");
  }

  @Test
  void experiment_ignoresBucketByAndSaysWhoIsCounted() {
    String experiment =
        "'kind':'experiment','bucketBy':'n','variations':[{'variation':0,'weight':0},"
            + "{'variation':1,'weight':100000,'untracked':@}]";
    assertThat(
            rollout(experiment.replace("@", "false")).vendor("f", "{'key':'u','custom':{'n':1}}"))
        .isEqualTo(
            "{'value':'b','variationIndex':1,'reason':{'kind':'FALLTHROUGH','inExperiment':true}}");
    assertThat(rollout(experiment.replace("@", "true")).vendor("f", "{'key':'u'}"))
        .isEqualTo("{'value':'b','variationIndex':1,'reason':{'kind':'FALLTHROUGH'}}");
  }

  @Test
  void contextWithoutTheKind_getsTheFirstPartAndIsNotCounted() {
    Asked asked =
        rollout(
            "'kind':'experiment','contextKind':'org','variations':[{'variation':2,'weight':50000},"
                + "{'variation':1,'weight':50000}]");
    assertThat(asked.vendor("f", "{'key':'u'}"))
        .isEqualTo("{'value':'c','variationIndex':2,'reason':{'kind':'FALLTHROUGH'}}");
  }

  @Test
  void rolloutWithoutParts_isMalformed() {
    assertThat(rollout("'variations':[]").vendor("f", "{'key':'u'}")).contains("MALFORMED_FLAG");
  }

  @Test
  void partOfAVariationThatThereIsNot_isMalformedForItsUnitsOnly() {
    String parts = "'variations':[{'variation':9,'weight':@},{'variation':1,'weight':1}]";
    assertThat(rollout(parts.replace("@", "100000")).vendor("f", "{'key':'u1'}"))
        .contains("MALFORMED_FLAG");
    assertThat(rollout(parts.replace("@", "0")).value("f", "{'key':'u1'}")).isEqualTo("'b'");
  }
}
