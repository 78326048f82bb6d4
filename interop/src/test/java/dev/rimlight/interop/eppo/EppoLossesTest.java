package dev.rimlight.interop.eppo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EppoLossesTest {
  private static final String SOUND = "'key':'a','splits':[{'variationKey':'v','shards':[]}]";

  private static Asked document(String top, String flag, String allocation) {
    return new Asked(
        new Eppo(),
        "{'format':'SERVER','createdAt':'now'"
            + top
            + ",'flags':{'f':{'key':'f','enabled':true,'variationType':'INTEGER','totalShards':100,"
            + "'variations':{'v':{'key':'v','value':1}},'allocations':[{"
            + SOUND
            + allocation
            + "}]"
            + flag
            + "}}}");
  }

  @Test
  void soundDocument_losesNothing() {
    Asked asked = document("", "", ",'doLog':false");
    assertThat(asked.losses()).isEmpty();
    assertThat(asked.imported().definitions().checked().flags()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'bandits':{'b':1}|||/bandits bandits of the document: our language has no contextual bandits",
        "|'comment':'c'||/flags/f/comment comment of flag f: engines carry no descriptions",
        "|'more':1||/flags/f/more more of flag f: our language has nothing of the kind",
        "||'doLog':true|/flags/f/allocations/0/doLog doLog of allocation a: our language does not say what is recorded; every decision can be",
        "||'startAt':'soon'|/flags/f/allocations/0/startAt a bound of time: it is no time, and so it bounds nothing",
        "||'rules':[{'conditions':[{'attribute':'x','operator':'NEAR','value':1}]}]|/flags/f/allocations/0/rules/0/conditions/0/operator operator NEAR: nobody knows it; the condition never holds",
        "||'rules':[{'conditions':[{'attribute':'x','operator':'MATCHES','value':'(?=a)'}]}]|/flags/f/allocations/0/rules/0/conditions/0/value a pattern: it is none of RE2, and so the condition never holds",
        "||'rules':[{'conditions':[{'attribute':'x','operator':'GT','value':'much'}]}]|/flags/f/allocations/0/rules/0/conditions/0/value value of a condition: it is neither a number nor a version",
        "||'splits':[{'variationKey':'v','shards':[],'extraLogging':{'a':'b'}}]|/flags/f/allocations/0/splits/0/extraLogging extraLogging of a split of allocation a: our language does not say what is recorded",
        "||'splits':[{'variationKey':'x','shards':[]}]|/flags/f/allocations/0/splits/0/variationKey variation x: the flag has none of this name that can be served; a decision that comes to it ends with an error",
      })
  void whatIsNotCarriedOver_isReported(String top, String flag, String allocation, String loss) {
    assertThat(document(comma(top), comma(flag), comma(allocation)).losses()).containsExactly(loss);
  }

  private static String comma(String members) {
    return members == null ? "" : "," + members;
  }

  @Test
  void valueOfAnotherType_isReported() {
    assertThat(document("", ",'variations':{'v':{'key':'v','value':1.5}}", "").losses().getFirst())
        .startsWith("/flags/f/variations/v/value variation v of flag f: its value is not of");
  }

  @Test
  void namesThatAreNoKeys_areReported() {
    Asked asked =
        document("", ",'variations':{'v':{'key':'v','value':1},'ü':{'key':'ü','value':2}}", "");
    assertThat(asked.losses().getFirst())
        .startsWith("/flags/f/variations/ü variation ü: is called x-");
  }

  @Test
  void obfuscatedDocument_losesItsNames() {
    Asked asked = new Asked(new Eppo(), "{'format':'CLIENT','flags':{}}");
    assertThat(asked.losses().getFirst())
        .startsWith("/format names of flags and attributes: only their digests are known");
  }
}
