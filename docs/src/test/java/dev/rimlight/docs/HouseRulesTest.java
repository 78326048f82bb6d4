package dev.rimlight.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of STYLE.md that a machine can check and no linter does.
class HouseRulesTest {
  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile(".*(Manager|Helper|Utils?|Impl|Processor|Common)\\.(java|tsx?)$");
  private static final Pattern NOT_PURE =
      Pattern.compile(
          "System\\.(currentTimeMillis|nanoTime|out|err)|Math\\.random|Instant\\.now|new Thread|\\bThread\\."
              + "|\\.(split|replaceAll|replaceFirst|matches)\\(|String\\.format|\\.hashCode\\(\\)");
  private static final Pattern EMPTY_CATCH = Pattern.compile("catch\\s*(\\([^)]*\\))?\\s*\\{\\s*}");
  private static final Pattern UNSETTLED = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b(?! #\\d)");
  private static final Pattern SWITCHED_OFF =
      Pattern.compile("@Disabled|\\b(it|test|describe)\\.(skip|only|todo)\\(");
  private static final Pattern OUR_MACHINES =
      Pattern.compile("/work/(?!\\$)|/root/|registry\\.npmjs|repo1\\.maven|deb\\.debian\\.org");

  private final Repository repository = Repository.open();

  @Test
  void names_areDomainNouns() {
    assertThat(
            repository
                .ending(".java", ".ts", ".tsx")
                .filter(file -> FORBIDDEN_NAME.matcher(file).matches()))
        .isEmpty();
    assertThat(
            repository.files().stream()
                .filter(file -> file.matches("(.*/)?(common|shared|utils?|helpers?)/.*")))
        .isEmpty();
  }

  @Test
  void everyPackage_isOpenedByOneSentenceAndIsNullMarked() {
    List<String> packages =
        repository
            .sources("", ".java")
            .filter(file -> !file.endsWith("module-info.java"))
            .map(file -> Path.of(file).getParent().toString())
            .distinct()
            .toList();
    assertThat(packages).isNotEmpty();
    for (String folder : packages) {
      String info = repository.text(folder + "/package-info.java");
      assertThat(info).as(folder).startsWith("///").contains("@NullMarked");
    }
  }

  @Test
  void deciding_isPure() {
    assertThat(
            repository
                .sources("core/", ".java")
                .filter(file -> NOT_PURE.matcher(code(file)).find()))
        .isEmpty();
  }

  @Test
  void nothing_isSwallowedOrLeftUnsettled() {
    Stream<String> sources = repository.ending(".java", ".ts", ".tsx", ".mjs");
    assertThat(sources.filter(file -> EMPTY_CATCH.matcher(repository.text(file)).find())).isEmpty();
    assertThat(
            repository
                .ending(".java", ".ts", ".tsx", ".mjs", ".md", ".yaml")
                .filter(file -> !file.endsWith("HouseRulesTest.java"))
                .filter(file -> UNSETTLED.matcher(repository.text(file)).find()))
        .isEmpty();
  }

  @Test
  void noTest_isSwitchedOff() {
    assertThat(
            repository
                .ending("Test.java", ".test.ts", ".test.tsx")
                .filter(file -> !file.endsWith("HouseRulesTest.java"))
                .filter(file -> SWITCHED_OFF.matcher(repository.text(file)).find()))
        .isEmpty();
  }

  @Test
  void tests_areNamedSituationExpectation() {
    Pattern method =
        Pattern.compile("@(?:Test|ParameterizedTest)[^;{]*?\\bvoid (\\w+)\\(", Pattern.DOTALL);
    List<String> wrong =
        repository
            .ending("Test.java")
            .flatMap(file ->
                method
                    .matcher(repository.text(file))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !name.matches("[a-z][A-Za-z0-9]*(_[a-z][A-Za-z0-9]*)+"))
                    .map(name -> file + ": " + name))
            .toList();
    assertThat(wrong).isEmpty();
  }

  @Test
  void nothing_namesTheMachineThatItWasWrittenOn() {
    assertThat(
            repository.files().stream()
                .filter(file -> !file.endsWith("HouseRulesTest.java"))
                .filter(file -> !file.matches(".*\\.(png|woff2|ico)"))
                .filter(file -> OUR_MACHINES.matcher(repository.text(file)).find()))
        .isEmpty();
    assertThat(repository.ending("package-lock.json"))
        .isNotEmpty()
        .allSatisfy(
            lock -> assertThat(repository.text(lock)).doesNotContain("\"resolved\": \"http"));
  }

  /// The source without comments and string literals.
  private String code(String file) {
    return repository
        .text(file)
        .replaceAll("//[^\\n]*", "")
        .replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\"");
  }
}
