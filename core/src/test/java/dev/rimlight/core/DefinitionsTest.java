package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documents are checked once, where they are read; what is wrong is named with its place, its
/// value and the bound.
class DefinitionsTest {
  private static final String FLAG =
      """
      {"key":"f","type":"string","on":true,"off":"a","default":{"variant":"b"},
       "variants":[{"key":"a","value":"A"},{"key":"b","value":"B"}],
       "rules":[{"id":"r","when":{"attribute":"age","operator":"lessThan","values":[18]},"serve":{"variant":"b"}}]}
      """;
  private static final String EXPERIMENT =
      """
      {"key":"e","flag":"f","unit":"visitor","control":"a","allocation":100000,"status":"running","metrics":[],
       "variants":[{"variant":"a","weight":50000},{"variant":"b","weight":50000}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "key":"f"          | "key":"f/g"                  | bad_key               | /key                         | /key == "f/g", must be 1 to 64 of a-z A-Z 0-9 _ . - and begin with a letter or digit
          "type":"string"    | "type":"colour"              | unknown_type          | /type                        | /type == "colour", must be boolean, string, integer, number or json
          "on":true          | "on":"yes"                   | wrong_type            | /on                          | /on == "yes", must be true or false
          "on":true,         | ``                           | missing               | /on                          | the document has no on
          "on":true          | "on":true,"enabled":true     | unknown_field         | /enabled                     | the document has the unknown field enabled
          "off":"a"          | "off":"z"                    | unknown_variant       | /off                         | /off == "z", must be one of the flag's variants
          "value":"B"        | "value":7                    | wrong_type            | /variants/1/value            | /variants/1/value == 7, must be a string
          {"variant":"b"},   | {"variant":"b","experiment":"e"}, | ambiguous_serve  | /default                     | /default == {variant=b, experiment=e}, must have exactly one of variant, split, experiment, named, nothing
          {"variant":"b"},   | {"split":[{"variant":"a","weight":99999}]}, | weights_do_not_sum | /default/split    | sum of weights in /default/split == 99999, must be 100000
          {"variant":"b"},   | {"split":[{"variant":"a","weight":-1}]}, | weight_out_of_range | /default/split/0/weight | /default/split/0/weight == -1, must be a whole number from 0 to 100000
          "lessThan"         | "near"                       | unknown_operator      | /rules/0/when/operator       | /rules/0/when/operator == "near", must be an operator of the language, e.g. equals or in
          [18]               | ["18"]                       | wrong_type            | /rules/0/when/values/0       | /rules/0/when/values/0 == "18", must be a finite number
          [18]               | [18,19]                      | wrong_number_of_values | /rules/0/when/values        | number of values for lessThan == 2, must be 1
          "lessThan","values":[18] | "matches","values":["a(b"] | bad_pattern      | /rules/0/when/values/0       | /rules/0/when/values/0: regular expression "a(b", position 1: ( without )
          "lessThan","values":[18] | "inNetwork","values":["10.0.0.0/33"] | bad_operand | /rules/0/when/values/0 | /rules/0/when/values/0 == "10.0.0.0/33", must be a block or address, e.g. 10.0.0.0/8
          "lessThan","values":[18] | "before","values":["2026-11-22"] | bad_operand | /rules/0/when/values/0 | /rules/0/when/values/0 == "2026-11-22", must be a time with offset, e.g. 2026-11-22T17:00:00Z, or Unix milliseconds
          "lessThan","values":[18] | "versionCompatible","values":["one"] | bad_operand | /rules/0/when/values/0 | /rules/0/when/values/0 == "one", must be a version, e.g. 1.4.0
          "lessThan","values":[18] | "versionLess","values":["1","2"] | wrong_number_of_values | /rules/0/when/values | number of values for versionLess == 2, must be 1
          "key":"b","value"  | "key":"a","value"            | duplicate_variant     | /variants/1/key              | /variants/1/key == "a", must be unique within the flag
          """)
  void flagWithOneFault_isRefusedByName(
      String sound, String faulty, String code, String pointer, String message) {
    assertThat(FLAG).contains(sound);
    String document = FLAG.replace(sound, faulty == null ? "" : faulty);
    InvalidDefinition fault =
        catchThrowableOfType(
            InvalidDefinition.class, () -> DefinitionsJson.readFlag(Vectors.json(document)));
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.pointer()).isEqualTo(pointer);
    assertThat(fault).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "unit":"visitor"    | "unit":"a/b"        | /unit == "a/b", must be 1 to 64 of a-z A-Z 0-9 _ . - and begin with a letter or digit
          "control":"a"       | "control":"z"       | /control == "z", must be one of the experiment's variants
          "status":"running"  | "status":"paused"   | /status == "paused", must be draft, running or stopped
          100000              | 100001              | /allocation == 100001, must be a whole number from 0 to 100000
          """)
  void experimentWithOneFault_isRefusedByName(String sound, String faulty, String message) {
    String document = EXPERIMENT.replace(sound, faulty);
    InvalidDefinition fault =
        catchThrowableOfType(
            InvalidDefinition.class, () -> DefinitionsJson.readExperiment(Vectors.json(document)));
    assertThat(fault).hasMessage(message);
  }

  @Test
  void danglingReferences_areRefusedByName() {
    Flag flag = flag(FLAG);
    Flag serving =
        flag(FLAG.replace("\"default\":{\"variant\":\"b\"}", "\"default\":{\"experiment\":\"e\"}"));
    Experiment experiment = experiment(EXPERIMENT);
    assertThat(fault(List.of(), List.of(experiment)))
        .hasMessage("experiment e is about flag f, which does not exist");
    assertThat(fault(List.of(flag), List.of(experiment(EXPERIMENT.replace("\"b\"", "\"z\"")))))
        .hasMessage("experiment e has variant z, which flag f does not have");
    assertThat(fault(List.of(serving), List.of()))
        .hasMessage("flag f serves experiment e, which does not exist");
    assertThat(fault(List.of(flag, flag), List.of())).hasMessage("flag f is defined twice");
    Flag other = flag(FLAG.replace("\"key\":\"f\"", "\"key\":\"g\""));
    assertThat(
            fault(
                List.of(serving, other), List.of(experiment(EXPERIMENT.replace("\"f\"", "\"g\"")))))
        .hasMessage("flag f serves experiment e, which is about flag g");
    assertThat(new Definitions("x", 1, List.of(serving), List.of(experiment), "[]").flags())
        .containsExactly(serving);
  }

  @Test
  void everyLimit_isHeld() {
    assertThat(faultOf(FLAG.replace("\"key\":\"f\"", "\"key\":\"" + "k".repeat(65) + "\"")))
        .hasMessage("length of /key == 65, must be <= 64");
    assertThat(faultOf(FLAG.replace("\"B\"", "\"" + "x".repeat(Limits.TEXT_CHARS + 1) + "\"")))
        .hasMessage("length of /variants/1/value == 2001, must be <= 2000");
    assertThat(
            faultOf(FLAG.replace("\"age\"", "\"" + "x".repeat(Limits.ATTRIBUTE_CHARS + 1) + "\"")))
        .hasMessage("length of /rules/0/when/attribute == 129, must be <= 128");
    assertThat(faultOf(withVariants(Limits.VARIANTS)))
        .hasMessage("length of /variants == 101, must be <= 100");
    assertThat(faultOf(withRules(Limits.RULES + 1)))
        .hasMessage("length of /rules == 201, must be <= 200");
    assertThat(faultOf(withCondition(nested(Limits.CONDITION_DEPTH + 1))))
        .hasMessage("depth of condition == 17, must be <= 16");
    assertThat(flag(withCondition(nested(Limits.CONDITION_DEPTH))).rules()).hasSize(1);
    assertThat(
            faultOf(
                withCondition("{\"any\":[" + many("{\"any\":[]}", Limits.CONDITION_NODES) + "]}")))
        .hasMessage("parts of condition == 1001, must be <= 1000");
    assertThat(
            faultOf(
                withCondition(
                    "{\"attribute\":\"a\",\"operator\":\"in\",\"values\":["
                        + many("1", Limits.CONDITION_VALUES + 1)
                        + "]}")))
        .hasMessage("length of /rules/0/when/values == 10001, must be <= 10000");
    String json = FLAG.replace("\"string\"", "\"json\"");
    assertThat(faultOf(json.replace("\"B\"", "\"" + "x".repeat(Limits.JSON_CHARS) + "\"")))
        .hasMessage("length of /variants/1/value == 16386, must be <= 16384");
    assertThat(
            faultOf(
                json.replace(
                    "\"B\"", "[".repeat(Limits.JSON_DEPTH) + "1" + "]".repeat(Limits.JSON_DEPTH))))
        .hasMessageStartingWith("depth of /variants/1/value/0/0")
        .hasMessageEndingWith(" == 33, must be <= 32");
    Flag flag = flag(FLAG);
    List<Flag> flags =
        IntStream.rangeClosed(0, Limits.FLAGS)
            .mapToObj(i ->
                new Flag(
                    "f" + i,
                    flag.type(),
                    true,
                    flag.variants(),
                    "a",
                    flag.rules(),
                    flag.otherwise()))
            .toList();
    assertThat(fault(flags, List.of())).hasMessage("number of flags == 10001, must be <= 10000");
    Experiment experiment = experiment(EXPERIMENT);
    assertThat(
            fault(List.of(flag), java.util.Collections.nCopies(Limits.EXPERIMENTS + 1, experiment)))
        .hasMessage("number of experiments == 2001, must be <= 2000");
    InvalidDefinition large =
        catchThrowableOfType(
            InvalidDefinition.class,
            () ->
                SnapshotCodec.encode(
                    new Definitions(
                        "x", 1, List.of(), List.of(), "x".repeat(Limits.SNAPSHOT_BYTES))));
    assertThat(large).hasMessageMatching("size of snapshot == \\d+ bytes, must be <= 8388608");
  }

  @Test
  void jsonValues_haveOneForm() {
    Flag flag =
        flag(
            FLAG.replace("\"string\"", "\"json\"")
                .replace("\"B\"", "{\"b\":[1,2.50,1e3,null],\"a\":\"\\u2028\\\"\",\"c\":{}}"));
    assertThat(flag.variants().get(1).value())
        .isEqualTo(new Value.Json("{\"a\":\"\\u2028\\\"\",\"b\":[1,2.5,1000,null],\"c\":{}}"));
  }

  private static String withVariants(int count) {
    String variants =
        IntStream.range(0, count)
            .mapToObj(i -> "{\"key\":\"v" + i + "\",\"value\":\"x\"}")
            .collect(Collectors.joining(","));
    return FLAG.replace("{\"key\":\"a\",\"value\":\"A\"}", variants);
  }

  private static String withRules(int count) {
    String rules =
        IntStream.range(0, count)
            .mapToObj(i -> "{\"id\":\"r" + i + "\",\"serve\":{\"variant\":\"a\"}}")
            .collect(Collectors.joining(","));
    int at = FLAG.indexOf("\"rules\":[") + 9;
    return FLAG.substring(0, at) + rules + "]}";
  }

  private static String withCondition(String condition) {
    return FLAG.replace(
        "{\"attribute\":\"age\",\"operator\":\"lessThan\",\"values\":[18]}", condition);
  }

  private static String nested(int depth) {
    return "{\"not\":".repeat(depth - 1) + "{\"any\":[]}" + "}".repeat(depth - 1);
  }

  private static String many(String item, int count) {
    return String.join(",", java.util.Collections.nCopies(count, item));
  }

  private static Flag flag(String document) {
    return DefinitionsJson.readFlag(Vectors.json(document));
  }

  private static Experiment experiment(String document) {
    Map<String, Object> tree = Vectors.json(document);
    return DefinitionsJson.readExperiment(tree);
  }

  private static InvalidDefinition faultOf(String document) {
    return catchThrowableOfType(InvalidDefinition.class, () -> flag(document));
  }

  private static InvalidDefinition fault(List<Flag> flags, List<Experiment> experiments) {
    return catchThrowableOfType(
        InvalidDefinition.class, () -> new Definitions("x", 1, flags, experiments, "[]").checked());
  }
}
