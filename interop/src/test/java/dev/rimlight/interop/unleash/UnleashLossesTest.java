package dev.rimlight.interop.unleash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnleashLossesTest {
  private static Asked feature(String members) {
    return new Asked(
        new Unleash(), "{'version':2,'features':[{'name':'f','enabled':true" + members + "}]}");
  }

  @Test
  void soundDocument_losesNothing() {
    Asked asked =
        feature(",'strategies':[{'name':'userWithId','parameters':{'userIds':'a'}}],'variants':[]");
    assertThat(asked.losses()).isEmpty();
    assertThat(asked.imported().definitions().checked().flags()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",'strategies':[],'impressionData':true|/features/0/impressionData impressionData of feature f: our language does not say what is recorded",
        ",'strategies':[],'description':'d'|/features/0/description description of feature f: engines carry no descriptions",
        ",'strategies':[],'project':'p'|/features/0/project project of feature f: flags belong to environments only",
        ",'strategies':[],'stale':true|/features/0/stale stale of feature f: flags are not marked as stale",
        ",'strategies':[],'segments':[1]|/features/0/segments segments of feature f: only those of strategies are asked",
        ",'strategies':[],'other':1|/features/0/other other of feature f: our language has nothing of the kind",
        ",'strategies':[{'name':'moon'}]|/features/0/strategies/0/name strategy moon: we do not know it; it never holds",
        ",'strategies':[{'name':'default','title':'t'}]|/features/0/strategies/0/title title of a strategy: rules have no titles",
        ",'strategies':[{'name':'default','segments':[9]}]|/features/0/strategies/0/segments/0 reference to a segment: there is no such segment; nobody is in it",
        ",'strategies':[{'name':'default','constraints':[{'contextName':'a','operator':'NEW'}]}]|/features/0/strategies/0/constraints/0/operator operator NEW: nobody knows it; the constraint never holds",
        ",'strategies':[{'name':'default','constraints':[{'contextName':'a','operator':'REGEX','value':'('}]}]|/features/0/strategies/0/constraints/0/value value of a constraint: it is not a pattern of RE2, and so nothing matches it",
        ",'strategies':[{'name':'default','constraints':[{'contextName':'a','operator':'IN_CIDR','values':['x']}]}]|/features/0/strategies/0/constraints/0/values values of a constraint: what is neither address nor block is left out",
        ",'strategies':[{'name':'gradualRolloutRandom','parameters':{'percentage':'5'}}]|/features/0/strategies/0/parameters lots that are drawn: Unleash draws them anew for every request without an id to go by; we go by the visitor, here and wherever else",
        ",'strategies':[],'dependencies':[{'feature':'x'}]|/features/0/dependencies/0 dependency on x: there is no such feature, and so this one is off",
        ",'strategies':[],'variants':[{'name':'v','weight':1}]|/features/0/variants variants of feature f: are those of a flag of their own, f.variant",
      })
  void whatIsNotCarriedOver_isReported(String members, String loss) {
    assertThat(feature(members).losses()).containsExactly(loss);
  }

  @Test
  void variantsThatAreNoKeysOrHaveNamesakes_areReported() {
    Asked asked =
        feature(",'strategies':[],'variants':[{'name':'v 1','weight':1,'weightType':'fix'}]");
    assertThat(asked.losses())
        .anyMatch(loss -> loss.startsWith("/features/0 variant v 1 of feature f: is called v-1-"))
        .anyMatch(loss -> loss.startsWith("/features/0/variants/0/weightType weightType of a"));
    assertThat(asked.imported().definitions().checked().flags()).hasSize(2);
  }

  @Test
  void eventThatNobodyKnows_isReported() {
    assertThat(new Asked(new Unleash(), "{'events':[{'type':'sunrise'}]}").losses())
        .containsExactly("/events/0 event sunrise: nobody knows events of this type");
  }

  @Test
  void tooManyStrategies_cannotBePublished() {
    String strategies = "{'name':'default'},".repeat(201);
    Asked asked =
        feature(",'strategies':[" + strategies.substring(0, strategies.length() - 1) + "]");
    assertThat(asked.losses())
        .containsExactly(
            "/features/0 flag f: cannot be published: length of /rules == 201, must be <= 200");
    assertThat(asked.value("f", "{}")).isEqualTo("true");
  }
}
