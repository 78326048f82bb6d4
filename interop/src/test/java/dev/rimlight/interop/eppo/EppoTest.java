package dev.rimlight.interop.eppo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.vendor.Asked;
import dev.rimlight.interop.vendor.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EppoTest {
  private static final String ALL = "'splits':[{'variationKey':'on','shards':[]}]";

  private static Asked flag(String type, String variations, String allocations) {
    return new Asked(
        new Eppo(),
        "{'format':'SERVER','flags':{'f':{'key':'f','enabled':true,'variationType':'"
            + type
            + "','variations':{"
            + variations
            + "},'allocations':["
            + allocations
            + "],'totalShards':10000}}}");
  }

  private static Asked strings(String allocations) {
    return flag(
        "STRING", "'on':{'key':'on','value':'on'},'off':{'key':'off','value':'off'}", allocations);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'ONE_OF','value':['true','1']|true|on",
        "'ONE_OF','value':['true','1']|1.0|on",
        "'ONE_OF','value':['a']|null|null",
        "'NOT_ONE_OF','value':['a']|'b'|on",
        "'NOT_ONE_OF','value':['a']|null|null",
        "'NOT_ONE_OF','value':[]|'b'|on",
        "'MATCHES','value':'^a'|'abc'|on",
        "'MATCHES','value':'^5'|52|on",
        "'NOT_MATCHES','value':'^a'|'abc'|null",
        "'NOT_MATCHES','value':'^a'|null|null",
        "'GT','value':10|'11'|on",
        "'GT','value':10|10|null",
        "'GTE','value':'10'|10|on",
        "'LT','value':10|'ten'|null",
        "'GTE','value':'1.2.0'|'1.10.0'|on",
        "'GTE','value':'1.2.0'|'1.10'|null",
        "'IS_NULL','value':true|null|on",
        "'IS_NULL','value':false|null|null",
        "'IS_NULL','value':false|''|on",
      })
  void condition_holdsAsDocumented(String condition, String value, String expected) {
    Asked asked =
        strings(
            "{'key':'a','rules':[{'conditions':[{'attribute':'x','operator':"
                + condition
                + "}]}],"
                + ALL
                + "}");
    String context = "{'subjectKey':'s','subjectAttributes':{'x':" + value + "}}";
    assertThat(asked.value("f", context))
        .isEqualTo(expected.equals("null") ? "null" : "'" + expected + "'");
  }

  @Test
  void id_isTheSubjectUnlessItIsGiven() {
    Asked asked =
        strings(
            "{'key':'a','rules':[{'conditions':[{'attribute':'id','operator':'ONE_OF','value':['s']}]}],"
                + ALL
                + "}");
    assertThat(asked.value("f", "{'subjectKey':'s'}")).isEqualTo("'on'");
    assertThat(asked.value("f", "{'subjectKey':'s','subjectAttributes':{'id':'t'}}"))
        .isEqualTo("null");
  }

  /// The shard of "salt-alice" is the remainder that Python's hashlib gives.
  @Test
  void split_takesTheSubjectsOfAllItsShards() {
    String split =
        "{'key':'a','splits':[{'variationKey':'on','shards':[{'salt':'salt','ranges':[{'start':%d,'end':%d}]}]},"
            + "{'variationKey':'off','shards':[]}]}";
    assertThat(strings(split.formatted(3619, 3619 + 1)).value("f", "{'subjectKey':'alice'}"))
        .isEqualTo("'on'");
    assertThat(strings(split.formatted(0, 3619)).value("f", "{'subjectKey':'alice'}"))
        .isEqualTo("'off'");
    assertThat(strings(split.formatted(3619 + 1, 10000)).value("f", "{'subjectKey':'alice'}"))
        .isEqualTo("'off'");
  }

  @Test
  void allocation_isOpenFromItsStartToItsEndInclusively() {
    Asked asked =
        strings(
            "{'key':'a','startAt':'2026-01-01T00:00:00Z','endAt':'2026-01-02T00:00:00.000Z',"
                + ALL
                + "}");
    long start = 1_767_225_600_000L;
    long end = start + 86_400_000;
    for (long[] moment : new long[][] {{start - 1, 0}, {start, 1}, {end, 1}, {end + 1, 0}}) {
      assertThat(
              asked
                  .answer("f", Case.Type.STRING, "'none'", "{'subjectKey':'s'}", moment[0])
                  .value())
          .isEqualTo(moment[1] == 1 ? "on" : "none");
    }
  }

  @Test
  void valueOfAnotherType_isTheDefault() {
    Asked asked = flag("INTEGER", "'on':{'key':'on','value':3.5}", "{'key':'a'," + ALL + "}");
    assertThat(asked.answer("f", Case.Type.INTEGER, "7", "{'subjectKey':'s'}").value())
        .isEqualTo(7);
    assertThat(asked.answer("f", Case.Type.INTEGER, "7", "{'subjectKey':'s'}").error())
        .isEqualTo("ASSIGNMENT_ERROR");
    assertThat(asked.answer("f", Case.Type.STRING, "'d'", "{'subjectKey':'s'}").error())
        .isEqualTo("TYPE_MISMATCH");
    assertThat(asked.answer("g", Case.Type.STRING, "'d'", "{'subjectKey':'s'}").error())
        .isEqualTo("FLAG_NOT_FOUND");
    assertThat(asked.answer("f", Case.Type.INTEGER, "7", "{}").error())
        .isEqualTo("INVALID_CONTEXT");
  }

  @Test
  void json_isATextThatIsParsed() {
    Asked asked =
        flag(
            "JSON",
            "'on':{'key':'on','value':'{\\'a\\':[1]}'}".replace("\\'", "\\\""),
            "{'key':'a'," + ALL + "}");
    assertThat(asked.vendor("f", "{'subjectKey':'s'}")).isEqualTo("{'assignment':{'a':[1]}}");
  }

  /// Every text is the MD5 or the base64 of what [#condition_holdsAsDocumented] has.
  @Test
  void obfuscatedDocument_decidesAsThePlainOne() {
    Asked asked =
        new Asked(
            new Eppo(),
            "{'format':'CLIENT','flags':{'8fa14cdd754f91cc6554c9e71929cce7':{'key':'8fa14cdd754f91cc6554c9e71929cce7','enabled':true,'variationType':'STRING',"
                + "'variations':{'b24=':{'key':'b24=','value':'b24='}},'totalShards':10000,"
                + "'allocations':[{'key':'YQ==','rules':[{'conditions':["
                + "{'attribute':'9dd4e461268c8034f5c8564e155c67a6','operator':'27457ce369f2a74203396a35ef537c0b','value':['c4ca4238a0b923820dcc509a6f75849b']},"
                + "{'attribute':'9dd4e461268c8034f5c8564e155c67a6','operator':'32d35312e8f24bc1669bd2b45c00d47c','value':'MQ=='}]}],"
                + "'splits':[{'variationKey':'b24=','shards':[{'salt':'c2FsdA==','ranges':[{'start':0,'end':10000}]}]}]}]}}}");
    assertThat(asked.value("f", "{'subjectKey':'s','subjectAttributes':{'x':1}}"))
        .isEqualTo("'on'");
    assertThat(asked.value("f", "{'subjectKey':'s','subjectAttributes':{'x':2}}"))
        .isEqualTo("null");
  }
}
