package dev.rimlight.interop.unleash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import dev.rimlight.interop.vendor.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnleashTest {
  private static Asked strategy(String strategy) {
    return new Asked(
        new Unleash(),
        "{'features':[{'name':'f','enabled':true,'strategies':[" + strategy + "]}]}");
  }

  private static Asked constraint(String constraint) {
    return strategy("{'name':'default','constraints':[{'contextName':'a'," + constraint + "}]}");
  }

  @Test
  void featureWithoutStrategies_isOnAndOneThatIsOffIsOff() {
    assertThat(strategy("").value("f", "{}")).isEqualTo("true");
    assertThat(
            new Asked(
                    new Unleash(),
                    "{'features':[{'name':'f','enabled':false,'strategies':[{'name':'default'}]}]}")
                .vendor("f", "{}"))
        .isEqualTo(
            "{'enabled':false,'variant':{'name':'disabled','enabled':false,'feature_enabled':false}}");
  }

  @Test
  void unknownFeature_isTheCallersDefault() {
    assertThat(strategy("").answer("g", Case.Type.BOOLEAN, "true", "{}").value()).isEqualTo(true);
    assertThat(strategy("").answer("g", Case.Type.BOOLEAN, "false", "{}").error())
        .isEqualTo("FLAG_NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'operator':'IN','values':['x','y']|'y'|true",
        "'operator':'IN','values':['x']|null|false",
        "'operator':'NOT_IN','values':['x']|null|true",
        "'operator':'NOT_IN','values':['x']|'x'|false",
        "'operator':'IN','values':['x'],'inverted':true|null|true",
        "'operator':'WHAT','values':['x'],'inverted':true|'x'|false",
        "'operator':'STR_CONTAINS','values':['BC'],'caseInsensitive':true|'abcd'|true",
        "'operator':'STR_CONTAINS','values':['É'],'caseInsensitive':true|'café'|true",
        "'operator':'STR_ENDS_WITH','values':['.é'],'caseInsensitive':true|'aÉ'|false",
        "'operator':'STR_ENDS_WITH','values':['bc']|'abc'|true",
        "'operator':'STR_STARTS_WITH','values':['bc']|'abc'|false",
        "'operator':'NUM_GTE','value':'10'|'9'|false",
        "'operator':'NUM_GTE','value':'10'|'10.0'|true",
        "'operator':'NUM_EQ','value':'ten','inverted':true|'10'|true",
        "'operator':'NUM_LT','value':'10'|'none'|false",
        "'operator':'SEMVER_GT','value':'1.2.3-rc.2'|'1.2.3-rc.10'|true",
        "'operator':'SEMVER_EQ','value':'1.2.3'|'v1.2.3'|false",
        "'operator':'SEMVER_LTE','value':'1.2'|'1.2.0'|false",
        "'operator':'REGEX','value':'(?i)^AB+$'|'abb'|true",
        "'operator':'REGEX','value':'a(?=b)'|'ab'|false",
        "'operator':'IN_CIDR','values':['nonsense','2001:db8::/32']|'2001:db8::7'|true",
        "'operator':'IN_CIDR','values':['10.0.0.0/8']|'11.0.0.1'|false",
      })
  void constraint_holdsAsDocumented(String constraint, String value, boolean expected) {
    assertThat(constraint(constraint).value("f", "{'properties':{'a':" + value + "}}"))
        .isEqualTo(String.valueOf(expected));
  }

  @Test
  void date_isComparedWithTheTimeOfTheContextElseTheClock() {
    Asked after = constraint("'operator':'DATE_AFTER','value':'2023-11-14T22:13:20Z'");
    assertThat(after.value("f", "{'currentTime':'2023-11-14T22:13:20.000Z'}")).isEqualTo("false");
    assertThat(after.value("f", "{'currentTime':'2023-11-14T23:13:20.001+01:00'}"))
        .isEqualTo("true");
    assertThat(after.answer("f", Case.Type.ANY, "null", "{}", 1_700_000_000_000L).value())
        .isEqualTo(false);
    assertThat(after.answer("f", Case.Type.ANY, "null", "{}", 1_700_000_000_001L).value())
        .isEqualTo(true);
  }

  @Test
  void segment_isAnotherListOfConstraintsAndAnUnknownOneHoldsNever() {
    String document =
        "{'features':[{'name':'f','enabled':true,'strategies':[{'name':'default','segments':[@]}]}],"
            + "'segments':[{'id':7,'constraints':[{'contextName':'a','operator':'IN','values':['x']}]}]}";
    Asked known = new Asked(new Unleash(), document.replace("@", "7"));
    assertThat(known.value("f", "{'properties':{'a':'x'}}")).isEqualTo("true");
    assertThat(known.value("f", "{}")).isEqualTo("false");
    assertThat(new Asked(new Unleash(), document.replace("@", "8")).value("f", "{}"))
        .isEqualTo("false");
  }

  @Test
  void strategiesOfIdsAndAddresses_knowTheirLists() {
    Asked ids = strategy("{'name':'userWithId','parameters':{'userIds':'a, b'}}");
    assertThat(ids.value("f", "{'userId':'b'}")).isEqualTo("true");
    assertThat(ids.value("f", "{'userId':'c'}")).isEqualTo("false");
    Asked addresses = strategy("{'name':'remoteAddress','parameters':{'IPs':'x, 10.0.0.0/8'}}");
    assertThat(addresses.value("f", "{'remoteAddress':'10.9.9.9'}")).isEqualTo("true");
    assertThat(addresses.value("f", "{'remoteAddress':'x'}")).isEqualTo("true");
    assertThat(addresses.value("f", "{}")).isEqualTo("false");
  }

  @Test
  void unknownStrategy_holdsNeverButTheNextMay() {
    assertThat(strategy("{'name':'moonPhase'}").value("f", "{}")).isEqualTo("false");
    assertThat(strategy("{'name':'moonPhase'},{'name':'default'}").value("f", "{}"))
        .isEqualTo("true");
  }

  @Test
  void events_areAppliedInTheirOrder() {
    Asked asked =
        new Asked(
            new Unleash(),
            "{'events':[{'type':'hydration','features':[{'name':'a','enabled':false,'strategies':[]},"
                + "{'name':'b','enabled':true,'strategies':[]}],'segments':[]},"
                + "{'type':'feature-updated','feature':{'name':'a','enabled':true,'strategies':[]}},"
                + "{'type':'feature-removed','featureName':'b'}]}");
    assertThat(asked.value("a", "{}")).isEqualTo("true");
    assertThat(asked.answer("b", Case.Type.ANY, "null", "{}").error()).isEqualTo("FLAG_NOT_FOUND");
  }
}
