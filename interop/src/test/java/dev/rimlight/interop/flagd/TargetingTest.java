package dev.rimlight.interop.flagd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Asked;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class TargetingTest {
  private static final String VARIANTS =
      "'variants':{'a':'A','b':'B','true':'T','false':'F','1':'one','my variant':'mine'}";

  static String json(String text) {
    return text.replace('\'', '"');
  }

  private static Answer ask(String targeting, String context) {
    return Asked.about(
        new Flagd(),
        json(
            "{'flags':{'f':{'state':'ENABLED',"
                + VARIANTS
                + ",'defaultVariant':'a','targeting':"
                + targeting
                + "}}}"),
        json("{'flag':'f','default':'d','context':" + context + "}"));
  }

  private static String reason(Answer answer) {
    return Place.root(answer.vendor()).at("reason").text();
  }

  private static Object errorCode(Answer answer) {
    return Place.root(answer.vendor()).at("errorCode").value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'==':[{'var':'x'},'5']} | {'x':5} | true",
        "{'===':[{'var':'x'},'5']} | {'x':5} | false",
        "{'!=':[{'var':'x'},null]} | {} | false",
        "{'!==':[{'var':'x'},1]} | {'x':1} | false",
        "{'<':[1,{'var':'x'},3]} | {'x':2} | true",
        "{'<':[1,{'var':'x'},3]} | {'x':3} | false",
        "{'>=':[{'var':'x'},'b']} | {'x':'c'} | true",
        "{'and':[true,{'!':{'var':'x'}}]} | {'x':[]} | true",
        "{'!!':{'var':'x'}} | {'x':'0'} | true",
        "{'in':['b',{'var':'x'}]} | {'x':'abc'} | true",
        "{'in':['b',{'var':'x'}]} | {'x':['b']} | true",
        "{'in':['b',{'var':'x'}]} | {'x':'xyz'} | false",
        "{'in':[{'var':'x'},['a','b']]} | {'x':'b'} | true",
        "{'==':[{'cat':['a',{'var':'x'},{'var':'none'}]},'a1']} | {'x':1} | true",
        "{'==':[{'+':[{'var':'x'},'2',3]},6]} | {'x':1} | true",
        "{'==':[{'-':[{'var':'x'}]},-2]} | {'x':2} | true",
        "{'==':[{'%':[{'var':'x'},4]},3]} | {'x':7} | true",
        "{'==':[{'max':[1,{'var':'x'}]},9]} | {'x':9} | true",
        "{'missing':['x']} | {'x':''} | true",
        "{'!!':{'missing_some':[1,['x','y']]}} | {'y':1} | false",
        "{'some':[{'var':'x'},{'==':[{'var':'n'},2]}]} | {'x':[{'n':1},{'n':2}]} | true",
        "{'all':[{'var':'x'},{'>':[{'var':''},0]}]} | {'x':[]} | false",
        "{'none':[{'var':'x'},{'>':[{'var':''},0]}]} | {'x':[-1]} | true",
        "{'==':[{'var':['x','z']},'z']} | {'x':null} | true",
        "{'==':[{'var':'x.1'},'q']} | {'x':['p','q']} | true",
        "{'starts_with':[{'var':'x'},'ab']} | {'x':'abc'} | true",
        "{'sem_ver':[{'var':'x'},'^','2.1.0']} | {'x':'2.0.0-rc'} | true",
        "{'sem_ver':[{'var':'x'},'~','v2.1']} | {'x':'2.2.0'} | false",
        "{'sem_ver':['2.0.0','>',{'var':'x'}]} | {'x':1} | true",
        "{'==':[{'var':'$flagd.timestamp'},1700000000]} | {} | true",
        "{'>':[{'var':'$flagd.timestamp'},1700000000]} | {} | false",
        "{'==':[{'var':'$flagd.flagKey'},'f']} | {} | true",
        "{'==':[{'var':'targetingKey'},'u']} | {'targetingKey':'u'} | true",
      })
  void operators_areThoseOfJsonLogic(String logic, String context, String expected) {
    assertThat(ask("{\"if\":[" + logic + ",\"true\",\"false\"]}", context).variant())
        .isEqualTo(expected);
  }

  @Test
  void chain_servesTheFirstThatHoldsAndNullIsTheDefault() {
    String chain =
        "{'if':[{'==':[{'var':'x'},1]},'b',{'==':[{'var':'x'},2]},null,{'==':[{'var':'x'},3]},true]}";
    assertThat(ask(chain, "{'x':1}").value()).isEqualTo("B");
    assertThat(reason(ask(chain, "{'x':2}"))).isEqualTo("DEFAULT");
    assertThat(ask(chain, "{'x':3}").value()).isEqualTo("T");
    assertThat(ask(chain, "{}").variant()).isEqualTo("a");
  }

  @Test
  void partThatGivesNull_isNotAnsweredByALaterRule() {
    String chain = "{'if':[true,{'fractional':[{'var':'x'},['b',1]]},'b']}";
    assertThat(reason(ask(chain, "{'x':5}"))).isEqualTo("DEFAULT");
    assertThat(ask(chain, "{'x':'text'}").variant()).isEqualTo("b");
    assertThat(ask(chain, "{'x':''}").variant()).isEqualTo("b");
  }

  @Test
  void fractional_needsAUnitWholeWeightsAndBuckets() {
    String context = "{'targetingKey':'u'}";
    assertThat(ask("{'fractional':[['b']]}", context).variant()).isEqualTo("b");
    assertThat(reason(ask("{'fractional':[['b']]}", "{}"))).isEqualTo("DEFAULT");
    assertThat(reason(ask("{'fractional':[['b',0]]}", context))).isEqualTo("DEFAULT");
    assertThat(reason(ask("{'fractional':[['b',1.5]]}", context))).isEqualTo("DEFAULT");
    assertThat(reason(ask("{'fractional':[['b',2147483647],['a',1]]}", context)))
        .isEqualTo("DEFAULT");
    assertThat(ask("{'fractional':[['a',-5],[1,7]]}", context).variant()).isEqualTo("1");
    assertThat(
            ask("{'fractional':[[{'var':'c'},{'var':'w'}]]}", "{'targetingKey':'u','c':'b','w':3}")
                .variant())
        .isEqualTo("b");
    assertThat(ask("{'fractional':[['my variant']]}", context).value()).isEqualTo("mine");
  }

  /// murmur3("fu") decides between the halves as it does for every other system.
  @Test
  void fractional_hashesFlagAndTargetingKey() {
    long hash = dev.rimlight.core.hash.Hash.murmur3(0).text("fu").leadingBits(32);
    assertThat(ask("{'fractional':[['a',1],['b',1]]}", "{'targetingKey':'u'}").variant())
        .isEqualTo(hash * 2 >> 32 == 0 ? "a" : "b");
  }

  @Test
  void namesThatAreNoVariants_areErrors() {
    assertThat(errorCode(ask("{'if':[true,'zz']}", "{}"))).isEqualTo("GENERAL");
    assertThat(errorCode(ask("{'var':'x'}", "{'x':'zz'}"))).isEqualTo("GENERAL");
    assertThat(ask("{'var':'x'}", "{'x':'my variant'}").value()).isEqualTo("mine");
    assertThat(ask("{'var':'x'}", "{'x':1}").value()).isEqualTo("one");
    assertThat(reason(ask("{'var':'x'}", "{}"))).isEqualTo("DEFAULT");
  }

  @Test
  void logicThatNobodyKnows_cannotBeParsed() {
    Answer answer = ask("{'if':[false,{'wizard':[]},'b']}", "{}");
    assertThat(answer.error()).isEqualTo("PARSE_ERROR");
    assertThat(errorCode(ask("{'if':[true,'a'],'or':[]}", "{}"))).isEqualTo("PARSE_ERROR");
    assertThat(errorCode(ask("{'$ref':'none'}", "{}"))).isEqualTo("PARSE_ERROR");
  }

  @Test
  void logicThatWeCannotSay_isAnErrorOnlyWhereItIsReached() {
    String logic = "{'if':[{'==':[{'var':'x'},1]},{'substr':['abc',1]},'b']}";
    assertThat(errorCode(ask(logic, "{'x':1}"))).isEqualTo("GENERAL");
    assertThat(ask(logic, "{}").variant()).isEqualTo("b");
  }

  @Test
  void versionsThatAreNone_giveNull() {
    assertThat(reason(ask("{'sem_ver':[{'var':'x'},'=','1.0.0']}", "{'x':'1.0.0.0'}")))
        .isEqualTo("DEFAULT");
    assertThat(reason(ask("{'sem_ver':[{'var':'x'},'*','1.0.0']}", "{'x':'1.0.0'}")))
        .isEqualTo("DEFAULT");
    assertThat(reason(ask("{'sem_ver':[{'var':'x'},'!=','1.0.0']}", "{'x':'1-rc'}")))
        .isEqualTo("DEFAULT");
    assertThat(ask("{'sem_ver':[{'var':'x'},'!=','1.0.0']}", "{'x':'1'}").variant())
        .isEqualTo("false");
  }
}
