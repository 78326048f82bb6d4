package dev.rimlight.interop.unleash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers are those of a murmur3 in Python that was checked against SMHasher's verification
/// value: `murmur3("g:u1") % 100 + 1`, and with the seed of variants.
class UnleashRolloutTest {
  private static Asked rollout(int percent, String stickiness) {
    return new Asked(
        new Unleash(),
        "{'features':[{'name':'f','enabled':true,'strategies':[{'name':'flexibleRollout',"
            + "'parameters':{'rollout':'"
            + percent
            + "','stickiness':'"
            + stickiness
            + "','groupId':'g'}}]}]}");
  }

  @ParameterizedTest
  @CsvSource({"u1,74", "u2,98", "ü,26", "77,88"})
  void unit_isInFromItsPercentageOn(String unit, int percent) {
    String context = "{'userId':'" + unit + "'}";
    assertThat(rollout(percent, "default").value("f", context)).isEqualTo("true");
    assertThat(rollout(percent - 1, "default").value("f", context)).isEqualTo("false");
  }

  @Test
  void default_goesByTheUserThenTheSessionThenLots() {
    Asked asked = rollout(74, "default");
    assertThat(asked.value("f", "{'userId':'u1','sessionId':'x'}")).isEqualTo("true");
    assertThat(asked.value("f", "{'sessionId':'u1'}")).isEqualTo("true");
    assertThat(rollout(74 - 1, "default").value("f", "{'sessionId':'u1'}")).isEqualTo("false");
    assertThat(rollout(100, "default").value("f", "{}")).isEqualTo("true");
    assertThat(rollout(0, "random").value("f", "{}")).isEqualTo("false");
  }

  @Test
  void property_thatIsMissingIsNoUnit() {
    assertThat(rollout(100, "plan").value("f", "{'properties':{'plan':'x'}}")).isEqualTo("true");
    assertThat(rollout(100, "plan").value("f", "{'userId':'u1'}")).isEqualTo("false");
  }

  private static Asked variants(String ofStrategy, String ofFeature) {
    return new Asked(
        new Unleash(),
        "{'features':[{'name':'f','enabled':true,'strategies':[{'name':'default',"
            + "'parameters':{'groupId':'g'},'variants':["
            + ofStrategy
            + "]}],'variants':["
            + ofFeature
            + "]}]}");
  }

  private static String variant(Asked asked, String context) {
    String answer = asked.vendor("f", context);
    return answer.substring(answer.indexOf("'name':'") + 8, answer.indexOf("','enabled'"));
  }

  @ParameterizedTest
  @CsvSource({"u1,6", "u2,6", "ü,4", "77,5"})
  void featureVariant_isTheFirstWhoseCumulativeWeightReachesTheNumber(String unit, int number) {
    String context = "{'userId':'" + unit + "'}";
    String weights = "{'name':'a','weight':%d},{'name':'b','weight':%d}";
    assertThat(variant(variants("", weights.formatted(number, 7 - number)), context))
        .isEqualTo("a");
    assertThat(variant(variants("", weights.formatted(number - 1, 8 - number)), context))
        .isEqualTo("b");
  }

  @Test
  void strategyVariants_winOverThoseOfTheFeature() {
    Asked asked =
        variants(
            "{'name':'s','weight':1,'payload':{'type':'string','value':'p'}}",
            "{'name':'f','weight':1}");
    assertThat(asked.vendor("f", "{'userId':'u'}"))
        .isEqualTo(
            "{'enabled':true,'variant':{'name':'s','enabled':true,'feature_enabled':true,"
                + "'payload':{'type':'string','value':'p'}}}");
    assertThat(variant(variants("{'name':'s','weight':0}", "{'name':'f','weight':1}"), "{}"))
        .isEqualTo("f");
  }

  @Test
  void override_comesBeforeWeights() {
    Asked asked =
        variants(
            "",
            "{'name':'a','weight':1000},{'name':'b','weight':0,"
                + "'overrides':[{'contextName':'userId','values':['vip']}]}");
    assertThat(variant(asked, "{'userId':'vip'}")).isEqualTo("b");
    assertThat(variant(asked, "{'userId':'u'}")).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'feature':'on'}|true",
        "{'feature':'off'}|false",
        "{'feature':'off','enabled':false}|true",
        "{'feature':'on','enabled':false}|false",
        "{'feature':'varied','variants':['v','w']}|true",
        "{'feature':'varied','variants':['w']}|false",
        "{'feature':'on','variants':['disabled']}|true",
        "{'feature':'child'}|false",
        "{'feature':'nobody'}|false",
        "{'feature':'on'},{'feature':'off'}|false",
      })
  void parents_mustBeAsTheyAreWanted(String dependencies, boolean expected) {
    Asked asked =
        new Asked(
            new Unleash(),
            "{'features':[{'name':'f','enabled':true,'strategies':[],'dependencies':["
                + dependencies
                + "]},{'name':'on','enabled':true,'strategies':[]},"
                + "{'name':'off','enabled':false,'strategies':[]},"
                + "{'name':'child','enabled':true,'strategies':[],'dependencies':[{'feature':'on'}]},"
                + "{'name':'varied','enabled':true,'strategies':[],'variants':[{'name':'v','weight':1}]}]}");
    assertThat(asked.value("f", "{}")).isEqualTo(String.valueOf(expected));
  }
}
