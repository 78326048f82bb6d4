package dev.rimlight.interop.launchdarkly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchDarklyLossesTest {
  private static final String SOUND =
      "'on':true,'salt':'s','version':3,'variations':[true,false],'offVariation':1,"
          + "'fallthrough':{'variation':0},'trackEvents':false,'debugEventsUntilDate':null";

  private static Asked document(String flag, String segment) {
    return new Asked(
        new LaunchDarkly(),
        "{'flags':{'f':{" + SOUND + flag + "}},'segments':{'s':{'salt':'s'" + segment + "}}}");
  }

  @Test
  void soundDocument_losesNothing() {
    Asked asked = document("", ",'included':['u']");
    assertThat(asked.losses()).isEmpty();
    assertThat(asked.imported().definitions().checked().flags()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",'trackEvents':true|/flags/f/trackEvents trackEvents of flag f: our language does not say what is recorded",
        ",'debugEventsUntilDate':5|/flags/f/debugEventsUntilDate debugEventsUntilDate of flag f: our language does not say what is recorded",
        ",'clientSideAvailability':{'usingMobileKey':true}|/flags/f/clientSideAvailability clientSideAvailability of flag f: every flag can be asked for by its key",
        ",'migration':{'checkRatio':2}|/flags/f/migration migration of flag f: flags of ours move no data",
        ",'novelty':1|/flags/f/novelty novelty of flag f: our language has nothing of the kind",
        ",'offVariation':5|/flags/f/offVariation what flag f serves: there is no such variation; a decision that comes to it ends with an error, as it does in LaunchDarkly",
        ",'prerequisites':[{'key':'x','variation':0}]|/flags/f/prerequisites/0 prerequisite x: there is no such flag; it is never met",
        ",'rules':[{'id':'a b','variation':0}]|/flags/f/rules/0/id id of rule a b: is called rule-0, because ids are unique and 1 to 64 of a-z A-Z 0-9 _ . -",
        ",'rules':[{'trackEvents':true,'variation':0}]|/flags/f/rules/0/trackEvents trackEvents of a rule of flag f: our language does not say what is recorded",
        ",'rules':[{'variation':0,'clauses':[{'attribute':'a','op':'soundsLike','values':[1]}]}]|/flags/f/rules/0/clauses/0/op operator soundsLike: nobody knows it; it never matches",
        ",'rules':[{'variation':0,'clauses':[{'attribute':'','op':'in','values':[1]}]}]|/flags/f/rules/0/clauses/0/attribute malformed attribute reference: a decision that comes to it ends with an error, as it does in LaunchDarkly",
        ",'rules':[{'variation':0,'clauses':[{'attribute':'a','op':'matches','values':['(?=a)']}]}]|/flags/f/rules/0/clauses/0/values/0 a value of a clause: it is not a pattern of RE2, and so nothing matches it",
        ",'rules':[{'variation':0,'clauses':[{'op':'segmentMatch','values':['x']}]}]|/flags/f/rules/0/clauses/0/values/0 reference to a segment: there is no such segment; nobody is in it",
      })
  void whatIsNotCarriedOver_isReported(String members, String loss) {
    assertThat(document(members, "").losses()).containsExactly(loss);
  }

  @Test
  void listOfASegmentThatIsElsewhere_isReported() {
    assertThat(document("", ",'unbounded':true").losses())
        .containsExactly(
            "/segments/s/unbounded list of segment s: it is kept outside of the document; without"
                + " it only the rules count");
  }

  @Test
  void namesThatAreNoKeys_areReportedWithTheirKeys() {
    Asked asked = new Asked(new LaunchDarkly(), "{'flags':{'new flag':{" + SOUND + "}}}");
    assertThat(asked.losses().getFirst())
        .startsWith("/flags/new flag flag new flag: is called new-flag-");
    assertThat(asked.value("new flag", "{'key':'u'}")).isEqualTo("true");
  }

  @Test
  void whatIsMarkedAsDeleted_isNotThere() {
    Asked asked = new Asked(new LaunchDarkly(), "{'flags':{'f':{'deleted':true}}}");
    assertThat(asked.losses()).containsExactly("/flags/f flag f: it is marked as deleted");
    assertThat(asked.vendor("f", "{'key':'u'}")).contains("FLAG_NOT_FOUND");
  }

  @Test
  void flagWithoutVariations_cannotBePublished() {
    Asked asked = new Asked(new LaunchDarkly(), "{'flags':{'f':{'on':false,'variations':[]}}}");
    assertThat(asked.losses())
        .contains("/flags/f flag f: cannot be published: length of /variants == 0, must be >= 1");
    assertThat(asked.vendor("f", "{'key':'u'}"))
        .isEqualTo("{'value':null,'reason':{'kind':'OFF'}}");
  }
}
