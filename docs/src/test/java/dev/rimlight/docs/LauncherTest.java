package dev.rimlight.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher tells what it can do and what it cannot, before it builds anything.
class LauncherTest {
  private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z-]+)  +[a-z]");

  private final Repository repository = Repository.open();

  private record Outcome(int exit, String out, String err) {}

  @Test
  void help_listsEveryCommandThatThereIs() throws Exception {
    Outcome help = run(Map.of(), "--help");
    assertThat(help.exit()).isZero();
    List<String> listed =
        LISTED.matcher(help.out()).results().map(match -> match.group(1)).toList();
    List<String> known =
        Pattern.compile("(?m)^  ([a-z-]+)( \\| .*)?\\)$")
            .matcher(repository.text("rimlight"))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void unknownCommand_isToldAndExitsWith2() throws Exception {
    assertThat(run(Map.of(), "launch"))
        .isEqualTo(
            new Outcome(
                2, "", "rimlight: unknown command 'launch'; ./rimlight --help lists them\n"));
  }

  @Test
  void unknownOption_isToldBeforeAnythingIsBuilt() throws Exception {
    assertThat(run(Map.of(), "demo", "--speed=9"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "rimlight: unknown option '--speed=9' of demo; ./rimlight demo --help lists them\n"));
  }

  @Test
  void edgeAlone_tellsItsSubcommands() throws Exception {
    Outcome alone = run(Map.of(), "edge");
    assertThat(alone.exit()).isZero();
    assertThat(alone.out()).contains("./rimlight edge dev ", "./rimlight edge deploy ");
    assertThat(run(Map.of(), "edge", "--help")).isEqualTo(alone);
    assertThat(run(Map.of(), "edge", "launch"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "rimlight: unknown subcommand 'launch' of edge; ./rimlight edge --help lists them\n"));
    assertThat(run(Map.of(), "edge", "deploy", "--nmae=x"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "rimlight: unknown option '--nmae=x' of edge deploy; ./rimlight edge deploy --help lists them\n"));
  }

  @Test
  void oldJdk_isPassedOver(@TempDir Path folder) throws Exception {
    Path old = fakeJdk(folder.resolve("old"), "17.0.15");
    Path current = fakeJdk(folder.resolve("new"), "25.0.3");
    Outcome found =
        run(
            Map.of("RIMLIGHT_JAVA_HOME", old.toString(), "JAVA_HOME", current.toString()),
            "java-home");
    assertThat(found).isEqualTo(new Outcome(0, current + "\n", ""));
  }

  private static Path fakeJdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Path javac = Files.createFile(home.resolve("bin/javac"));
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("./rimlight"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.root().toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, err);
  }
}
