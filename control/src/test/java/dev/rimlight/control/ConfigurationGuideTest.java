package dev.rimlight.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.operate.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The reference in docs/guides/configuration.md lists exactly the options that there are.
class ConfigurationGuideTest {
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `(--[a-z-]+)` \\| `([a-z-]+)` \\| `([A-Z_]+)` \\| (\\S+) \\| \\S.* \\|$");

  private record Row(String option, String key, String variable, String usual) {}

  @Test
  void reference_isWhatThereIs() throws Exception {
    CommandLine command = Main.commandLine();
    List<Row> known =
        Configuration.options(command).stream()
            .map(option ->
                new Row(
                    option.longestName(),
                    option.longestName().substring(2),
                    Configuration.variable(command, option),
                    usual(option)))
            .toList();
    assertThat(documented("## The control plane")).isEqualTo(known);
  }

  private static String usual(OptionSpec option) {
    Object usual = option.isMultiValue() ? null : option.initialValue();
    String text = option.defaultValue() == null ? String.valueOf(usual) : option.defaultValue();
    boolean none = option.required() || text.equals("null");
    return none ? "-" : usual instanceof Enum<?> ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static List<Row> documented(String heading) throws Exception {
    String guide =
        Files.readString(
            Path.of(
                Objects.requireNonNull(System.getProperty("rimlight.root")),
                "docs/guides/configuration.md"));
    String section = guide.substring(guide.indexOf(heading) + heading.length());
    int next = section.indexOf("\n## ");
    return ROW.matcher(next < 0 ? section : section.substring(0, next))
        .results()
        .map(row -> new Row(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
  }
}
