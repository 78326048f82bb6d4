package dev.rimlight.interop.growthbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import dev.rimlight.interop.vendor.Result;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class ConditionsTest {
  private static Object holds(String condition, String attributes) {
    return holds(condition, attributes, "{}");
  }

  private static Object holds(String condition, String attributes, String groups) {
    Result result =
        Asked.call(
            new GrowthBook(),
            "evalCondition",
            "[" + condition + "," + attributes + "," + groups + "]");
    return result instanceof Result.Returned returned ? returned.value() : result;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'7'} | {'a':7} | true",
        "{'a':'null'} | {} | true",
        "{'a':'1,2'} | {'a':[1,2]} | true",
        "{'a':0} | {} | true",
        "{'a':5} | {'a':' 5 '} | true",
        "{'a':1} | {'a':true} | true",
        "{'a':true} | {'a':'x'} | true",
        "{'a':false} | {'a':null} | false",
        "{'a':false} | {'a':''} | true",
        "{'a':null} | {} | true",
        "{'a':[1,{'b':2}]} | {'a':[1,{'b':2}]} | true",
        "{'a':{'2':1,'1':2}} | {'a':{'1':2,'2':1}} | true",
        "{'a':{}} | {'a':{}} | true",
        "{'a.b':1} | {'a':{'b':1}} | true",
        "{'a.1':'y'} | {'a':['x','y']} | true",
        "{'a.length':2} | {'a':['x','y']} | true",
        "{'$unit':'x'} | {'$unit':'x'} | true",
      })
  void constants_compareAsInJavaScript(String condition, String attributes, boolean expected) {
    assertThat(holds(json(condition), json(attributes))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'$eq':7} | '7' | false",
        "{'$ne':7} | '7' | true",
        "{'$eq':[1]} | [1] | false",
        "{'$lt':5} | null | true",
        "{'$gte':'10'} | '9' | true",
        "{'$gt':9} | '10' | true",
        "{'$lte':'b'} | 'a' | true",
        "{'$exists':true} | null | false",
        "{'$exists':false} | null | true",
        "{'$in':['a',null]} | null | true",
        "{'$in':['a','b']} | ['z','b'] | true",
        "{'$in':'ab'} | 'a' | false",
        "{'$nin':['a']} | ['a'] | false",
        "{'$nin':'a'} | 'b' | false",
        "{'$ini':['É','x']} | 'é' | true",
        "{'$nini':['ABC']} | 'abc' | false",
        "{'$all':['a',{'$regex':'^b'}]} | ['bb','a'] | true",
        "{'$all':[]} | 'a' | false",
        "{'$alli':['A']} | ['a'] | true",
        "{'$size':{'$gt':1}} | [1,2] | true",
        "{'$size':'2'} | [1,2] | true",
        "{'$size':1} | 'a' | false",
        "{'$elemMatch':{'$gt':1}} | [0,2] | true",
        "{'$elemMatch':{'$lt':1}} | [0] | false",
        "{'$elemMatch':{'x':1}} | [{'x':2},{'x':1}] | true",
        "{'$not':{'$unknown':1}} | 1 | true",
        "{'$unknown':1} | 1 | false",
        "{'$type':'array'} | [] | true",
        "{'$type':'null'} | null | true",
        "{'$regex':'^n.ll$'} | null | true",
        "{'$regex':'('} | 'a' | false",
        "{'$regexi':'^FO+$'} | 'foo' | true",
        "{'$regex':'\\\\u0041/[\\\\s]'} | 'A/ ' | true",
        "{'$veq':'v1.2.3+build'} | '1.2.3' | true",
        "{'$vlt':'1.2.3'} | '1.2.3-rc.1' | true",
        "{'$vgt':'1.9'} | '1.10' | true",
        "{'$vlt':'1.0.0'} | true | true",
        "{'$veq':'2'} | 2 | true",
      })
  void operators_meanWhatGrowthBookMeans(String operators, String value, boolean expected) {
    assertThat(holds("{\"a\":" + json(operators) + "}", "{\"a\":" + json(value) + "}"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'$or':[]} | true",
        "{'$nor':[]} | false",
        "{'$and':[]} | true",
        "{'$or':[{'a':2},{'a':1}]} | true",
        "{'$nor':[{'a':2}]} | true",
        "{'$not':{'a':1}} | false",
        "{'a':1,'b':2} | false",
      })
  void connectives_haveTheirEmptyCases(String condition, boolean expected) {
    assertThat(holds(json(condition), "{\"a\":1}")).isEqualTo(expected);
  }

  @Test
  void groups_areListsOrConditions() {
    String groups =
        json(
            "{'l':[1,2],'t':{'type':'list','attributeKey':'a','values':['x']},"
                + "'c':{'type':'condition','condition':{'b':{'$inGroup':'l'}}},"
                + "'loop':{'type':'condition','condition':{'$savedGroup':{'id':'loop'}}}}");
    assertThat(holds(json("{'a':{'$inGroup':'l'}}"), json("{'a':2}"), groups)).isEqualTo(true);
    assertThat(holds(json("{'a':{'$notInGroup':'none'}}"), "{}", groups)).isEqualTo(true);
    assertThat(holds(json("{'a':{'$notInGroup':'c'}}"), "{}", groups)).isEqualTo(false);
    assertThat(holds(json("{'$savedGroup':{'id':'t'}}"), json("{'a':'x'}"), groups))
        .isEqualTo(true);
    assertThat(holds(json("{'$savedGroup':{'id':'c'}}"), json("{'b':1}"), groups)).isEqualTo(true);
    assertThat(holds(json("{'$savedGroup':{'id':'loop'}}"), "{}", groups)).isEqualTo(false);
  }

  @Test
  void whatCannotBeDecided_isAnErrorAndNeverAGuess() {
    assertThat(holds(json("{'a':{'$regex':'(?=x)'}}"), json("{'a':'x'}")))
        .isEqualTo(new Result.Failed("UNSUPPORTED_CONDITION"));
    assertThat(holds(json("{'a':{'$elemMatch':{'0':1}}}"), json("{'a':[[1]]}")))
        .isEqualTo(new Result.Failed("LIST_IN_ELEMENT"));
    assertThat(holds(json("{'$and':null}"), "{}"))
        .isEqualTo(new Result.Failed("MALFORMED_CONDITION"));
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }
}
