package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.automate.ApplyCommand;
import dev.rimlight.control.automate.CheckCommand;
import dev.rimlight.control.automate.ExportCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Definitions in files become drafts and drafts become files, and nothing is changed unseen.
class AutomateTest {
  private static final String CTA =
      """
      # The button of the product page.
      key: cta
      type: string
      "on": true
      "off": plain
      default: {variant: plain}
      variants:
        - {key: plain, value: Buy}
        - {key: eager, value: Buy now}
      rules:
        - id: germans
          when: {attribute: country, operator: in, values: [DE]}
          serve: {variant: eager}
      """;

  @TempDir private Path data;
  @TempDir private Path folder;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data);
    write("flags/cta.yaml", CTA);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private record Run(int status, String out) {}

  private static Run run(Object command, List<String> arguments) {
    StringWriter out = new StringWriter();
    CommandLine line =
        new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    return new Run(line.execute(arguments.toArray(String[]::new)), out.toString());
  }

  private Run apply(String... options) throws IOException {
    return run(new ApplyCommand(), remote("-f", options));
  }

  private List<String> remote(String folderOption, String... options) throws IOException {
    Path token = data.resolve("token");
    Files.writeString(token, RunningControlPlane.TOKEN);
    List<String> arguments = new ArrayList<>(List.of(folderOption, folder.toString()));
    arguments.addAll(
        List.of("--control", control.uri("").toString(), "--token-file", token.toString()));
    arguments.addAll(Arrays.asList(options));
    return arguments;
  }

  @Test
  void plan_isShownAndNothingIsDoneWithoutYes() throws Exception {
    assertThat(apply()).isEqualTo(new Run(3, "+ flag cta\nthis is the plan; --yes does it\n"));
    assertThat(control.get(BASE + "/flags").list("flags")).isEmpty();
    assertThat(apply("--yes", "--publish"))
        .isEqualTo(new Run(0, "+ flag cta\ndone + flag cta\npublished revision 1\n"));
    assertThat(apply()).isEqualTo(new Run(0, "nothing differs\n"));
  }

  @Test
  void drift_isNamedFieldByField() throws Exception {
    apply("--yes");
    write(
        "flags/cta.yaml",
        CTA.replace("value: Buy now", "value: Buy today").replace("\"on\": true", "\"on\": false"));
    assertThat(apply().out())
        .isEqualTo(
            """
            ~ flag cta
                /on: true -> false
                /variants/eager/value: "Buy now" -> "Buy today"
            this is the plan; --yes does it
            """);
  }

  @Test
  void export_leavesFilesThatSayTheSame() throws Exception {
    apply("--yes");
    Run exported = run(new ExportCommand(), remote("--to"));
    assertThat(exported).isEqualTo(new Run(0, "1 drafts, 0 files written\n"));
    assertThat(Files.readString(folder.resolve("flags/cta.yaml"))).startsWith("# The button");
    Files.delete(folder.resolve("flags/cta.yaml"));
    assertThat(run(new ExportCommand(), remote("--to")).out())
        .contains("1 drafts, 1 files written");
    assertThat(apply()).isEqualTo(new Run(0, "nothing differs\n"));
  }

  @Test
  void draftWithoutFile_isDeletedOnlyByPrune() throws Exception {
    apply("--yes");
    Files.delete(folder.resolve("flags/cta.yaml"));
    assertThat(apply().out()).isEqualTo("nothing differs\n");
    assertThat(apply("--prune", "--yes").out()).isEqualTo("- flag cta\ndone - flag cta\n");
    assertThat(control.get(BASE + "/flags").list("flags")).isEmpty();
  }

  @Test
  void brokenFile_isNamedAndNothingIsApplied() throws Exception {
    write("flags/other.yaml", CTA);
    write("routes/home.yaml", "key: home\n  pattern: [");
    Run run = apply("--yes");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("other.yaml: key == \"cta\", must be \"other\" as the file is named")
        .contains("home.yaml: line 2, column");
    assertThat(control.get(BASE + "/flags").list("flags")).isEmpty();
  }

  @Test
  void check_decidesItsCasesWithoutAControlPlane() throws Exception {
    write(
        "tests.yaml",
        """
        tests:
          - {name: Germans are eager, flag: cta, context: {unit: v1, attributes: {country: DE}}, expect: eager}
          - {name: French are not, flag: cta, context: {unit: v1, attributes: {country: FR}}, expect: eager}
        """);
    Run run =
        run(
            new CheckCommand(),
            List.of("-f", folder.toString(), "--tests", folder.resolve("tests.yaml").toString()));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .startsWith(
            """
            1 definitions are right
            ok   Germans are eager
            FAIL French are not: plain, must be eager
            """)
        .endsWith("2 tests, 1 failed\n");
    assertThat(run(new CheckCommand(), List.of("-f", folder.toString())).status()).isZero();
  }

  @Test
  void wrongToken_saysSo() throws Exception {
    Files.writeString(data.resolve("wrong"), "x".repeat(40));
    Run run =
        run(
            new ApplyCommand(),
            List.of(
                "-f",
                folder.toString(),
                "--control",
                control.uri("").toString(),
                "--token-file",
                data.resolve("wrong").toString()));
    assertThat(run).isEqualTo(new Run(1, "rimlight: GET metrics: the bearer token is not known\n"));
  }
}
