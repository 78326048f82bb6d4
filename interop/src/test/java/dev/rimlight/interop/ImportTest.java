package dev.rimlight.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `rimlight import` reports, and says by its status whether something was lost.
@NullUnmarked
class ImportTest {
  @TempDir Path folder;

  @Test
  void dryRun_onlyReports() throws Exception {
    String file = document();
    String report = folder.resolve("report.json").toString();
    assertThat(
            CommandLineRun.of(
                "", "import", "--format", "rimlight", "--dry-run", "--report", report, file))
        .isEqualTo(new CommandLineRun(0, "", file + ": everything was carried over\n"));
    assertThat(Path.of(report)).hasContent("{\n  \"losses\": []\n}\n");
  }

  @Test
  void unknownFormat_isToldAndExitsWith2() throws Exception {
    CommandLineRun run = CommandLineRun.of("", "import", "--format", "other", document());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("rimlight: unknown format 'other', must be one of rimlight,");
  }

  @Test
  void missingFile_isToldAndExitsWith1() {
    assertThat(CommandLineRun.of("", "import", "--format", "rimlight", "none"))
        .isEqualTo(new CommandLineRun(1, "", "rimlight: none: no such file or folder\n"));
  }

  private String document() throws Exception {
    return Files.writeString(
            folder.resolve("flags.json"), "{\"environment\":\"shop\",\"flags\":[]}")
        .toString();
  }
}
