package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Segments, layers, holdouts, profiles and ramps: what does not fit together is refused by name,
/// and every limit is held.
class CoherenceTest {
  private static final String FLAG =
      """
      {"key":"f","type":"string","on":true,"off":"a","variants":[{"key":"a","value":"A"},{"key":"b","value":"B"}],
       "rules":[{"id":"r","when":%s,"serve":{"variant":"b"}}],"default":{"variant":"a"}}
      """;
  private static final String EXPERIMENT =
      """
      {"key":"%s","flag":"f","unit":"visitor","control":"a","allocation":100000,"status":"%s",
       "variants":[{"variant":"a","weight":50000},{"variant":"b","weight":50000}],"layer":{"key":"page","slots":%s}}
      """;

  @Test
  void experimentsOfALayer_shareNoSlotWhileTheyRun() {
    String first = EXPERIMENT.formatted("e1", "running", "[[0,50000]]");
    assertThat(fault(first, EXPERIMENT.formatted("e2", "running", "[[60000,70000],[49999,60000]]")))
        .hasMessage("experiments e1 and e2 both have buckets 49999 to 49999 of layer page");
    assertThat(read(first, EXPERIMENT.formatted("e2", "running", "[[50000,100000]]"))).isNotNull();
    assertThat(read(first, EXPERIMENT.formatted("e2", "stopped", "[[0,50000]]"))).isNotNull();
  }

  @Test
  void danglingNames_areRefused() {
    assertThat(fault(EXPERIMENT.formatted("e", "running", "[]").replace("\"page\"", "\"other\"")))
        .hasMessage("experiment e is in layer other, which does not exist");
    assertThat(
            fault(
                EXPERIMENT
                    .formatted("e", "running", "[]")
                    .replace("\"control\"", "\"holdouts\":[\"h\"],\"control\"")))
        .hasMessage("experiment e names holdout h, which does not exist");
    assertThat(faultOf("{\"segment\":\"nobody\"}"))
        .hasMessage("flag f asks for segment nobody, which does not exist");
    assertThat(
            fault(
                EXPERIMENT
                    .formatted("e", "running", "[]")
                    .replace("\"control\"", "\"audience\":{\"segment\":\"x\"},\"control\"")))
        .hasMessage("experiment e asks for segment x, which does not exist");
  }

  @Test
  void segmentsThatNeedOneAnother_areRefusedWithTheirPath() {
    Map<String, Object> document = document(FLAG.formatted("{\"all\":[]}"));
    document.put(
        "segments",
        List.of(
            Vectors.json("{\"key\":\"a\",\"when\":{\"segment\":\"b\"}}"),
            Vectors.json("{\"key\":\"b\",\"when\":{\"not\":{\"segment\":\"c\"}}}"),
            Vectors.json("{\"key\":\"c\",\"when\":{\"segment\":\"b\"}}")));
    assertThat(faultOf(document)).hasMessage("segments need one another: b -> c -> b");
  }

  @Test
  void flagsThatNeedOneAnotherByWayOfASegmentOrAnAudience_areRefused() {
    Map<String, Object> document = document(FLAG.formatted("{\"segment\":\"s\"}"));
    document.put(
        "segments",
        List.of(Vectors.json("{\"key\":\"s\",\"when\":{\"flag\":\"f\",\"variants\":[\"a\"]}}")));
    assertThat(faultOf(document)).hasMessage("flags need one another: f -> f");
  }

  /// Definitions that were never checked are decided all the same, with the reason.
  @Test
  void uncheckedCycles_endWithAnError() {
    Map<String, Object> document = document(FLAG.formatted("{\"segment\":\"s\"}"));
    document.put(
        "segments",
        List.of(Vectors.json("{\"key\":\"s\",\"when\":{\"not\":{\"segment\":\"s\"}}}")));
    Snapshot segments = Snapshot.open(SnapshotCodec.encode(DefinitionsJson.read(document)));
    assertThat(Decider.decide(segments, KillList.NONE, new Context("v"), 0, 0).describe())
        .isEqualTo("- ERROR rule=r experiment=- bucket=- error=SEGMENT_CYCLE");
    Snapshot flags =
        Snapshot.open(
            SnapshotCodec.encode(
                DefinitionsJson.read(
                    document(FLAG.formatted("{\"flag\":\"f\",\"variants\":[\"a\"]}")))));
    assertThat(Decider.decide(flags, KillList.NONE, new Context("v"), 0, 0).describe())
        .isEqualTo("- ERROR rule=r experiment=- bucket=- error=PREREQUISITE_CYCLE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"buckets":[[0,100001]],"by":{"salt":"s"}}           | /rules/0/when/buckets/0/1 == 100001, must be a whole number from 0 to 100000
          {"buckets":[[5,4]],"by":{"salt":"s"}}                | /rules/0/when/buckets/0/1 == 4, must be a whole number from 5 to 100000
          {"buckets":[[5]],"by":{"salt":"s"}}                  | /rules/0/when/buckets/0 == [5], must be a pair of from and to
          {"buckets":[],"by":{"salt":"s","hash":"md5"}}        | /rules/0/when/by has the unknown field hash
          {"buckets":[],"by":{"hash":"crc"}}                   | /rules/0/when/by/hash == "crc", must be murmur3, fnv1a32, md5, sha1 or sha256
          {"buckets":[],"by":{"hash":"murmur3","bits":33}}     | /rules/0/when/by/bits == 33, must be a whole number from 1 to 32
          {"buckets":[],"by":{"hash":"sha1","bits":61}}        | /rules/0/when/by/bits == 61, must be a whole number from 1 to 60
          {"buckets":[],"by":{"buckets":0}}                    | /rules/0/when/by/buckets == 0, must be a whole number from 1 to 2147483647
          {"buckets":[],"by":{"seed":4294967296}}              | /rules/0/when/by/seed == 4294967296, must be a whole number of 32 bits
          {"ramp":[],"by":{"salt":"s"}}                        | length of /flags/0/rules/0/when/ramp == 0, must be >= 1
          {"ramp":[{"at":"noon","share":1}],"by":{"salt":"s"}} | /rules/0/when/ramp/0/at == "noon", must be a time with offset, e.g. 2026-11-22T17:00:00Z
          {"value":{"sum":[]},"operator":"exists"}             | length of /flags/0/rules/0/when/value/sum == 0, must be >= 1
          {"value":{"colour":1},"operator":"exists"}           | /rules/0/when/value == {colour=1}, must have one of attribute, join, if, holds, draw, json, sum, difference, product, quotient, modulo, least, greatest
          {"segment":"a","flag":"b"}                           | /rules/0/when == {segment=a, flag=b}, must have exactly one of all, any, not, attribute, value, each, flag, segment, buckets, ramp
          {"attribute":"a","operator":"versionLess","values":["1"],"form":"loose"} | /rules/0/when/form == "loose", must be strict, partial or lenient
          """)
  void oneFault_isRefusedByName(String condition, String message) {
    assertThat(faultOf(condition)).hasMessageEndingWith(message);
  }

  @Test
  void fallingOrUnorderedRamps_areRefused() {
    String steps =
        "{\"ramp\":[{\"at\":\"2026-11-22T17:00:00Z\",\"share\":5},%s],\"by\":{\"salt\":\"s\"}}";
    assertThat(faultOf(steps.formatted("{\"at\":\"2026-11-22T17:00:00Z\",\"share\":6}")))
        .hasMessageEndingWith("must be after the step before");
    assertThat(faultOf(steps.formatted("{\"at\":\"2026-11-22T18:00:00Z\",\"share\":4}")))
        .hasMessageEndingWith("/ramp/1/share == 4, must be >= 5, that of before");
  }

  @Test
  void everyLimit_isHeld() {
    assertThat(faultOf("{\"buckets\":[],\"by\":{\"salt\":\"" + "x".repeat(501) + "\"}}"))
        .hasMessage("length of /flags/0/rules/0/when/by/salt == 501, must be <= 500");
    String pairs = String.join(",", Collections.nCopies(Limits.RANGES + 1, "[0,1]"));
    assertThat(faultOf("{\"buckets\":[" + pairs + "],\"by\":{\"salt\":\"s\"}}"))
        .hasMessage("length of /flags/0/rules/0/when/buckets == 1001, must be <= 1000");
    String ramp =
        "{\"ramp\":[{\"at\":\"2026-11-22T17:00:00Z\",\"share\":1000001}],\"by\":{\"buckets\":2000000}}";
    assertThat(faultOf(ramp))
        .hasMessageEndingWith("/ramp/0/share == 1000001, must be a whole number from 0 to 1000000");
    String deep = "{\"join\":[".repeat(16) + "1" + "]}".repeat(16);
    assertThat(faultOf("{\"value\":" + deep + ",\"operator\":\"exists\"}"))
        .hasMessage("depth of condition == 17, must be <= 16");
    assertThat(tooMany("segments", Limits.SEGMENTS, "{\"key\":\"s%d\"}"))
        .hasMessage("length of /segments == 2001, must be <= 2000");
    assertThat(tooMany("layers", Limits.LAYERS, "{\"key\":\"s%d\"}"))
        .hasMessage("length of /layers == 501, must be <= 500");
    assertThat(tooMany("holdouts", Limits.HOLDOUTS, "{\"key\":\"s%d\",\"share\":1}"))
        .hasMessage("length of /holdouts == 101, must be <= 100");
    String flag = FLAG.formatted("{\"all\":[]}");
    String tags = String.join(",", Collections.nCopies(Limits.TAGS + 1, "\"t\""));
    assertThat(faultOf(document(flag.replace("\"on\"", "\"tags\":[" + tags + "],\"on\""))))
        .hasMessage("length of /flags/0/tags == 51, must be <= 50");
    String owner = "\"owner\":\"" + "x".repeat(Limits.OWNER_CHARS + 1) + "\",\"on\"";
    assertThat(faultOf(document(flag.replace("\"on\"", owner))))
        .hasMessage("length of /flags/0/owner == 201, must be <= 200");
    String integer =
        flag.replace("\"string\"", "\"integer\"").replace("\"A\"", "1").replace("\"B\"", "%s");
    assertThat(faultOf(document(integer.formatted("9007199254740992"))))
        .hasMessageEndingWith("must be a whole number of at most 2^53 - 1");
    assertThat(faultOf(document(integer.formatted("1.5")))).isNotNull();
    assertThat(DefinitionsJson.read(document(integer.formatted("9007199254740991"))).flags())
        .hasSize(1);
  }

  @Test
  void longestChainOfSegments_isDecidedToItsEnd() {
    Map<String, Object> document = document(FLAG.formatted("{\"segment\":\"s0\"}"));
    document.put("segments", chain(Limits.SEGMENT_DEPTH));
    Snapshot snapshot =
        Snapshot.open(SnapshotCodec.encode(DefinitionsJson.read(document).checked()));
    Context context = new Context("v").inSegment("s16");
    assertThat(Decider.decide(snapshot, KillList.NONE, context, 0, 0).variantKey()).isEqualTo("b");
    assertThat(snapshot.listedSegments(0)).containsExactly("s16");
    document.put("segments", chain(Limits.SEGMENT_DEPTH + 1));
    assertThat(faultOf(document))
        .hasMessageStartingWith("chain of segments is too long, must be <= 16: s0 -> s1");
  }

  private static List<Object> chain(int depth) {
    return IntStream.rangeClosed(0, depth)
        .<Object>mapToObj(i ->
            Vectors.json(
                i == depth
                    ? "{\"key\":\"s" + i + "\"}"
                    : "{\"key\":\"s" + i + "\",\"when\":{\"segment\":\"s" + (i + 1) + "\"}}"))
        .toList();
  }

  private static InvalidDefinition tooMany(String name, int limit, String item) {
    Map<String, Object> document = document(FLAG.formatted("{\"all\":[]}"));
    document.put(
        name,
        IntStream.rangeClosed(0, limit).mapToObj(i -> Vectors.json(item.formatted(i))).toList());
    return faultOf(document);
  }

  private static Map<String, Object> document(String flag) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("flags", List.of(Vectors.json(flag)));
    return document;
  }

  private static Definitions read(String... experiments) {
    Map<String, Object> document = document(FLAG.formatted("{\"all\":[]}"));
    document.put("layers", List.of(Map.of("key", "page")));
    document.put("experiments", List.of(experiments).stream().map(Vectors::json).toList());
    return DefinitionsJson.read(document).checked();
  }

  private static InvalidDefinition fault(String... experiments) {
    return catchThrowableOfType(InvalidDefinition.class, () -> read(experiments));
  }

  private static InvalidDefinition faultOf(String condition) {
    return faultOf(document(FLAG.formatted(condition)));
  }

  private static InvalidDefinition faultOf(Map<String, Object> document) {
    return catchThrowableOfType(
        InvalidDefinition.class, () -> DefinitionsJson.read(document).checked());
  }
}
