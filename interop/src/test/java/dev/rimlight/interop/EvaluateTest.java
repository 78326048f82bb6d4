package dev.rimlight.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `rimlight evaluate` answers every line, and says by its status what it could not do.
@NullUnmarked
class EvaluateTest {
  private static final String ENVIRONMENT =
      """
      {"environment":"shop","flags":[
        {"key":"banner","type":"json","on":true,
         "variants":[{"key":"plain","value":{"10":1.0,"9":[-0.0,1e21,"\\ud83d"]}},{"key":"none","value":[]}],
         "off":"none",
         "rules":[{"id":"old","when":{"attribute":"/user/age","operator":"greaterThan","values":[60]},
                   "serve":{"variant":"none"}}],
         "default":{"variant":"plain"}},
        {"key":"ended","type":"boolean","on":true,
         "variants":[{"key":"yes","value":true},{"key":"no","value":false}],"off":"no",
         "rules":[{"id":"early","when":{"attribute":"$now","operator":"before","values":["2026-01-01T00:00:00Z"]},
                   "serve":{"variant":"yes"}}],
         "default":{"variant":"no"}}]}
      """;

  private static final String NO_CASE =
      "{\"id\":null,\"value\":null,\"variant\":null,\"reason\":\"ERROR\",\"error\":\"PARSE_ERROR\",\"vendor\":null}\n";

  @TempDir Path folder;
  private String flags;

  @BeforeEach
  void writeEnvironment() throws Exception {
    flags = Files.writeString(folder.resolve("flags.json"), ENVIRONMENT).toString();
  }

  @Test
  void decidedCase_hasTheVariantsValueInTheDocumentsOrder() {
    assertThat(answer("{\"id\":\"é\",\"flag\":\"banner\",\"context\":{\"unit\":\"ada\"}}"))
        .isEqualTo(
            "{\"id\":\"é\",\"value\":{\"10\":1,\"9\":[0,1e+21,\"\\ud83d\"]},\"variant\":\"plain\","
                + "\"reason\":\"DEFAULT\",\"error\":null,\"vendor\":null}\n");
  }

  @Test
  void nestedAttribute_isSeenByTheRules() {
    assertThat(
            answer(
                "{\"id\":\"1\",\"flag\":\"banner\",\"context\":{\"attributes\":{\"user\":{\"age\":61}}}}"))
        .isEqualTo(
            "{\"id\":\"1\",\"value\":[],\"variant\":\"none\",\"reason\":\"RULE\",\"error\":null,\"vendor\":null}\n");
  }

  @ParameterizedTest
  @CsvSource({"2025-12-31T23:59:59.999Z, true", "2026-01-01T01:00:00+01:00, false"})
  void clockOfTheCase_isTheDecisions(String now, String value) {
    assertThat(
            answer(
                "{\"id\":\"1\",\"flag\":\"ended\",\"type\":\"boolean\",\"now\":\"" + now + "\"}"))
        .startsWith("{\"id\":\"1\",\"value\":" + value + ",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "{\"id\":1}",
        "{\"id\":null}",
        "\uFEFF{\"id\":\"1\"}",
        "{\"id\":\"1\"} x"
      })
  void lineThatIsNoObjectWithAnId_isAnsweredAsAParseError(String line) {
    assertThat(answer(line)).isEqualTo(NO_CASE);
  }

  @Test
  void badLine_doesNotDisturbTheOthers() {
    CommandLineRun run =
        evaluate("x\n{\"id\":\"1\",\"flag\":\"ended\",\"now\":\"2027-01-01T00:00:00Z\"}\n\ny");
    assertThat(run)
        .isEqualTo(
            new CommandLineRun(
                0,
                NO_CASE
                    + "{\"id\":\"1\",\"value\":false,\"variant\":\"no\",\"reason\":\"DEFAULT\",\"error\":null,\"vendor\":null}\n"
                    + NO_CASE
                    + NO_CASE,
                ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"flag\":3",
        "\"type\":\"text\",\"flag\":\"ended\"",
        "\"now\":\"yesterday\",\"flag\":\"ended\"",
        "\"type\":\"any\""
      })
  void memberOfTheWrongKind_givesTheDefaultAndAParseError(String members) {
    assertThat(answer("{\"id\":\"1\",\"default\":[1.50]," + members + "}"))
        .isEqualTo(
            "{\"id\":\"1\",\"value\":[1.5],\"variant\":null,\"reason\":\"ERROR\",\"error\":\"PARSE_ERROR\",\"vendor\":null}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"flag\":\"none\" | FLAG_NOT_FOUND",
        "\"flag\":\"ended\",\"type\":\"string\" | TYPE_MISMATCH",
        "\"flag\":\"ended\",\"context\":{\"unit\":7} | INVALID_CONTEXT"
      })
  void error_givesTheDefault(String members, String code) {
    assertThat(answer("{\"id\":\"1\",\"default\":\"d\"," + members + "}"))
        .isEqualTo(
            "{\"id\":\"1\",\"value\":\"d\",\"variant\":null,\"reason\":\"ERROR\",\"error\":\""
                + code
                + "\",\"vendor\":null}\n");
  }

  @Test
  void stickyCase_isAnsweredWithSticky() {
    assertThat(answer("{\"id\":\"1\",\"flag\":\"none\",\"sticky\":[]}"))
        .endsWith("\"vendor\":null,\"sticky\":{}}\n");
  }

  @Test
  void emptyInput_givesEmptyOutput() {
    assertThat(evaluate("")).isEqualTo(new CommandLineRun(0, "", ""));
  }

  @Test
  void document_thatIsMissingOrOfAnotherFormat_isToldAndExitsWith1() throws Exception {
    assertThat(CommandLineRun.of("{}\n", "evaluate", "--format", "rimlight", "--flags", "none"))
        .isEqualTo(new CommandLineRun(1, "", "rimlight: none: no such file or folder\n"));
    String broken = Files.writeString(folder.resolve("broken.json"), "{\"flags\":[{}]}").toString();
    assertThat(CommandLineRun.of("{}\n", "evaluate", "--format", "rimlight", "--flags", broken))
        .isEqualTo(
            new CommandLineRun(
                1,
                "",
                "rimlight: " + broken + ": not a document of rimlight: /flags/0 has no type\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format optimizely --flags x | unknown format 'optimizely', must be one of rimlight, growthbook,"
            + " unleash, flagd, launchdarkly, eppo, flagsmith, configcat",
        "--format configcat --flags x | format 'configcat' is not supported yet",
        "--format rimlight --function hash | unknown function 'hash' of rimlight; it has none",
        "--format rimlight | exactly one of flags and function must be given",
        "--format rimlight --flags x --function y | exactly one of flags and function must be given",
        "--flags x | --format or --jobs must be given; --help lists the options",
        "--jobs x --format rimlight | --jobs stands alone: format and flags are those of its lines"
      })
  void wrongArguments_areToldAndExitWith2(String arguments, String message) {
    assertThat(CommandLineRun.of("{}\n", ("evaluate " + arguments).split(" ")))
        .isEqualTo(new CommandLineRun(2, "", "rimlight: " + message + "\n"));
  }

  @Test
  void unknownOption_exitsWith2AndWritesNoAnswer() {
    CommandLineRun run = CommandLineRun.of("", "evaluate", "--speed", "9");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void jobs_areAnsweredEachAsTheSingleFormDoes() throws Exception {
    String lines = "{\"id\":\"1\",\"flag\":\"banner\"}\nnonsense\n";
    write("cases", lines);
    Files.writeString(folder.resolve("out1"), "old");
    CommandLineRun run =
        jobs(
            job("rimlight", "flags.json", "cases", "out1"),
            job("rimlight", "flags.json", "cases", "out2"));
    assertThat(run).isEqualTo(new CommandLineRun(0, "", ""));
    assertThat(read("out1")).isEqualTo(evaluate(lines).out()).isEqualTo(read("out2"));
  }

  @Test
  void jobThatFails_doesNotStopTheOthers() throws Exception {
    write("cases", "{\"id\":\"1\",\"flag\":\"ended\"}\n");
    write("jobs", "");
    Files.writeString(folder.resolve("out2"), "old");
    CommandLineRun run =
        jobs(
            "nonsense",
            job("rimlight", "none", "cases", "out2"),
            job("rimlight", "flags.json", "none", "out3"),
            job("rimlight", "flags.json", "cases", "none/out4"),
            job("rimlight", "flags.json", "cases", "out5"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    String jobs = folder.resolve("jobs").toString();
    assertThat(run.err().lines().toList())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("rimlight: " + jobs + " line 1: not a job: "))
        .contains(
            "rimlight: " + jobs + " line 2: " + folder.resolve("none") + ": no such file or folder",
            "rimlight: " + jobs + " line 3: " + folder.resolve("none") + ": no such file or folder",
            "rimlight: " + folder.resolve("none/out4") + ": no such file or folder");
    assertThat(read("out2")).isEmpty();
    assertThat(read("out3")).isEmpty();
    assertThat(read("out5")).startsWith("{\"id\":\"1\",");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("flags.json", "cases", "jobs", "out2", "out3", "out5");
  }

  @Test
  void onlyFilesFail_exitsWith1() throws Exception {
    assertThat(jobs(job("rimlight", "none", "cases", "out")).status()).isEqualTo(1);
    assertThat(CommandLineRun.of("", "evaluate", "--jobs", "none"))
        .isEqualTo(new CommandLineRun(1, "", "rimlight: none: no such file or folder\n"));
  }

  @Test
  void help_describesOptionsAndStatus() {
    CommandLineRun run = CommandLineRun.of("", "evaluate", "--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("--runtime", "--jobs", "--function", "Exit status");
  }

  private String answer(String line) {
    CommandLineRun run = evaluate(line + "\n");
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private CommandLineRun evaluate(String lines) {
    return CommandLineRun.of(lines, "evaluate", "--format", "rimlight", "--flags", flags);
  }

  private CommandLineRun jobs(String... jobs) throws Exception {
    write("jobs", String.join("\n", jobs) + "\n");
    return CommandLineRun.of("", "evaluate", "--jobs", folder.resolve("jobs").toString());
  }

  private String job(String format, String flagsFile, String cases, String out) {
    return "{\"format\":\"%s\",\"flags\":\"%s\",\"cases\":\"%s\",\"out\":\"%s\"}"
        .formatted(format, folder.resolve(flagsFile), folder.resolve(cases), folder.resolve(out));
  }

  private void write(String file, String content) throws Exception {
    Files.writeString(folder.resolve(file), content);
  }

  private String read(String file) throws Exception {
    return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8);
  }
}
