package dev.rimlight.interop.launchdarkly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import dev.rimlight.interop.vendor.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchDarklyTest {
  private static Asked flag(String members) {
    return new Asked(new LaunchDarkly(), "{'flags':{'f':" + members + "}}");
  }

  private static Asked clause(String clause) {
    return flag(
        "{'on':true,'variations':['no','yes'],'fallthrough':{'variation':0},"
            + "'rules':[{'id':'r','variation':1,'clauses':["
            + clause
            + "]}]}");
  }

  @Test
  void flagThatIsOff_givesItsOffVariationOrTheDefault() {
    assertThat(flag("{'on':false,'offVariation':1,'variations':[1,2]}").vendor("f", "{'key':'u'}"))
        .isEqualTo("{'value':2,'variationIndex':1,'reason':{'kind':'OFF'}}");
    assertThat(flag("{'on':false,'variations':[1,2]}").vendor("f", "{'key':'u'}"))
        .isEqualTo("{'value':null,'reason':{'kind':'OFF'}}");
  }

  @Test
  void offVariationThatThereIsNot_isMalformedWhileTheFlagIsOff() {
    Asked asked = flag("{'on':false,'offVariation':7,'variations':[1,2]}");
    assertThat(asked.vendor("f", "{'key':'u'}"))
        .isEqualTo("{'value':null,'reason':{'kind':'ERROR','errorKind':'MALFORMED_FLAG'}}");
  }

  @Test
  void prerequisiteThatIsOff_isNotMetWhateverItGives() {
    Asked asked =
        new Asked(
            new LaunchDarkly(),
            "{'flags':{'p':{'on':false,'offVariation':0,'variations':[true,false]},"
                + "'f':{'on':true,'offVariation':1,'variations':['a','b'],"
                + "'fallthrough':{'variation':0},'prerequisites':[{'key':'p','variation':0}]}}}");
    assertThat(asked.vendor("f", "{'key':'u'}"))
        .isEqualTo(
            "{'value':'b','variationIndex':1,"
                + "'reason':{'kind':'PREREQUISITE_FAILED','prerequisiteKey':'p'}}");
  }

  @Test
  void prerequisiteThatIsMalformed_makesWhatNeedsItMalformedWhateverItWants() {
    for (String variations : new String[] {"[]", "[1]"}) {
      Asked asked =
          new Asked(
              new LaunchDarkly(),
              "{'flags':{'p':{'on':true,'variations':"
                  + variations
                  + ",'fallthrough':{'variation':8}},"
                  + "'f':{'on':true,'offVariation':0,'variations':['a'],"
                  + "'fallthrough':{'variation':0},'prerequisites':[{'key':'p','variation':5}]}}}");
      assertThat(asked.vendor("f", "{'key':'u'}")).contains("MALFORMED_FLAG");
    }
  }

  @Test
  void flagsThatNeedOneAnother_areMalformed() {
    Asked asked =
        new Asked(
            new LaunchDarkly(),
            "{'flags':{'p':{'on':true,'variations':[1],'fallthrough':{'variation':0},"
                + "'prerequisites':[{'key':'f','variation':0}]},"
                + "'f':{'on':true,'variations':[1],'fallthrough':{'variation':0},"
                + "'prerequisites':[{'key':'p','variation':0}]}}}");
    assertThat(asked.vendor("f", "{'key':'u'}")).contains("MALFORMED_FLAG");
    assertThat(asked.losses().getLast()).contains("cannot be published: flags need one another");
  }

  @Test
  void contextTargetsOfKindUser_standForTheUserTargetsOfTheirVariation() {
    Asked asked =
        flag(
            "{'on':true,'variations':['a','b','c'],'fallthrough':{'variation':2},"
                + "'targets':[{'variation':0,'values':['u']}],"
                + "'contextTargets':[{'contextKind':'org','variation':1,'values':['o']},"
                + "{'contextKind':'user','variation':0,'values':[]}]}");
    assertThat(asked.value("f", "{'kind':'multi','user':{'key':'u'},'org':{'key':'o'}}"))
        .isEqualTo("'b'");
    assertThat(asked.vendor("f", "{'key':'u'}"))
        .isEqualTo("{'value':'a','variationIndex':0,'reason':{'kind':'TARGET_MATCH'}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'attribute':'n','op':'in','values':['1']|{'kind':'user','key':'u','n':1}|no",
        "'attribute':'n','op':'in','values':[1,true]|{'kind':'user','key':'u','n':true}|yes",
        "'attribute':'n','op':'in','values':[2]|{'kind':'user','key':'u','n':[1,2]}|yes",
        "'attribute':'n','op':'in','values':[2],'negate':true|{'kind':'user','key':'u','n':[1,2]}|no",
        "'attribute':'n','op':'in','values':[2],'negate':true|{'kind':'user','key':'u'}|no",
        "'attribute':'n','op':'in','values':[2],'negate':true|{'kind':'user','key':'u','n':{}}|yes",
        "'attribute':'n','op':'lessThan','values':['5']|{'kind':'user','key':'u','n':4}|no",
        "'attribute':'n','op':'lessThan','values':[1,5]|{'kind':'user','key':'u','n':4}|yes",
        "'attribute':'n','op':'matches','values':['(','^a.c$']|{'kind':'user','key':'u','n':'abc'}|yes",
        "'attribute':'t','op':'before','values':[1000]|{'kind':'user','key':'u','t':999}|yes",
        "'attribute':'t','op':'before','values':[1.5]|{'kind':'user','key':'u','t':1.5}|no",
        "'attribute':'t','op':'after','values':[1000]|{'kind':'user','key':'u','t':1000}|no",
        "'attribute':'t','op':'after','values':[1000]|{'kind':'user','key':'u','t':1000.5}|yes",
        "'attribute':'t','op':'after','values':[1000]|{'kind':'user','key':'u','t':'1970-01-01T00:00:01.001Z'}|yes",
        "'attribute':'t','op':'after','values':['1000']|{'kind':'user','key':'u','t':5000}|no",
        "'attribute':'v','op':'semVerEqual','values':['2']|{'kind':'user','key':'u','v':'2.0.0+x'}|yes",
        "'attribute':'v','op':'semVerEqual','values':['2']|{'kind':'user','key':'u','v':'v2'}|no",
        "'attribute':'v','op':'semVerLessThan','values':['2.0.0']|{'kind':'user','key':'u','v':'2.0.0-rc.1'}|yes",
        "'attribute':'n','op':'future','values':[1],'negate':true|{'kind':'user','key':'u','n':1}|yes",
        "'attribute':'/a~1b/c','op':'in','values':[1],'contextKind':'org'|{'kind':'org','key':'u','a/b':{'c':1}}|yes",
        "'attribute':'/a','op':'in','values':[1]|{'kind':'user','key':'u','/a':1,'a':2}|yes",
        "'attribute':'kind','op':'in','values':['org']|{'kind':'multi','user':{'key':'u'},'org':{'key':'o'}}|yes",
        "'attribute':'anonymous','op':'in','values':[false]|{'kind':'user','key':'u'}|yes",
        "'attribute':'email','op':'endsWith','values':['@x.org']|{'key':'u','custom':{'email':'a@x.org'}}|yes",
        "'attribute':'name','op':'in','values':['top']|{'key':'u','name':'top','custom':{'name':'custom'}}|yes",
      })
  void clause_holdsAsDocumented(String clause, String context, String expected) {
    assertThat(clause("{" + clause + "}").value("f", context)).isEqualTo("'" + expected + "'");
  }

  @Test
  void malformedReference_isAnErrorOnlyWhenItIsReached() {
    Asked asked =
        clause(
            "{'attribute':'key','op':'in','values':['u']},"
                + "{'attribute':'/','contextKind':'user','op':'in','values':['u']}");
    assertThat(asked.vendor("f", "{'key':'u'}")).contains("MALFORMED_FLAG");
    assertThat(asked.value("f", "{'key':'x'}")).isEqualTo("'no'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null",
        "{}",
        "{'kind':'user','key':''}",
        "{'kind':'kind','key':'k'}",
        "{'kind':'a b','key':'k'}",
        "{'kind':'multi'}",
        "{'kind':'multi','user':{'key':'u'},'org':{}}",
      })
  void contextThatIsNone_isAnError(String context) {
    assertThat(clause("{'attribute':'key','op':'in','values':['u']}").vendor("f", context))
        .isEqualTo("{'value':null,'reason':{'kind':'ERROR','errorKind':'USER_NOT_SPECIFIED'}}");
  }

  @Test
  void valueOfAnotherType_isAnErrorButNumbersAreOfOneType() {
    Asked asked = flag("{'on':true,'variations':[1.5],'fallthrough':{'variation':0}}");
    assertThat(asked.answer("f", Case.Type.STRING, "'d'", "{'key':'u'}").error())
        .isEqualTo("WRONG_TYPE");
    assertThat(asked.answer("f", Case.Type.INTEGER, "7", "{'key':'u'}").value()).isEqualTo(1.5);
    assertThat(asked.answer("g", Case.Type.INTEGER, "7", "{'key':'u'}").error())
        .isEqualTo("FLAG_NOT_FOUND");
  }
}
