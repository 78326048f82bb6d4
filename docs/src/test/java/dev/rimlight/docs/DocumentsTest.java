package dev.rimlight.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The documents name nothing that does not exist: back-ticked paths, types and commands resolve.
class DocumentsTest {
  private static final Pattern TICKED = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern COMMAND = Pattern.compile("\\./rimlight(?: ([a-z-]+))?");
  private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]+[A-Za-z0-9]*");
  private static final Pattern DECLARED =
      Pattern.compile(
          "\\b(?:class|record|interface|enum|type|const|function)\\s+([A-Z][A-Za-z0-9]*)");

  /// Names that are the platform's or a library's, not ours.
  private static final Set<String> FOREIGN = Set.of("Content", "Math", "Retry", "Sec", "Server");

  private final Repository repository = Repository.open();

  @Test
  void paths_exist() {
    List<String> dangling = new ArrayList<>();
    for (String document : documents()) {
      String text = repository.text(document);
      for (String named : ticked(text)) {
        if (looksLikePath(named) && !exists(document, named)) {
          dangling.add(document + ": " + named);
        }
      }
      LINK.matcher(text)
          .results()
          .map(match -> match.group(1))
          .filter(target -> !target.contains("://") && !exists(document, target))
          .forEach(target -> dangling.add(document + ": " + target));
    }
    assertThat(dangling).isEmpty();
  }

  @Test
  void types_exist() {
    Set<String> declared =
        repository
            .ending(".java", ".ts", ".tsx")
            .flatMap(file -> DECLARED.matcher(repository.text(file)).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    List<String> dangling = new ArrayList<>();
    for (String document : documents()) {
      for (String named : ticked(repository.text(document))) {
        if (TYPE.matcher(named).matches()
            && !declared.contains(named)
            && !FOREIGN.contains(named)) {
          dangling.add(document + ": " + named);
        }
      }
    }
    assertThat(dangling).isEmpty();
  }

  @Test
  void commands_exist() {
    String launcher = repository.text("rimlight");
    List<String> unknown = new ArrayList<>();
    for (String document : documents()) {
      Matcher command = COMMAND.matcher(repository.text(document));
      while (command.find()) {
        String name = command.group(1);
        if (name != null && !launcher.contains("\n  " + name + ")")) {
          unknown.add(document + ": " + command.group());
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyRoom_isOnTheMap() {
    String map = repository.text("ARCHITECTURE.md");
    Set<String> rooms =
        repository.files().stream()
            .filter(file -> file.contains("/"))
            .map(file -> file.substring(0, file.indexOf('/')))
            .filter(folder -> !folder.startsWith("."))
            .collect(Collectors.toSet());
    assertThat(rooms).allSatisfy(room -> assertThat(map).contains("`" + room + "/`"));
  }

  private List<String> documents() {
    return repository.ending(".md").toList();
  }

  private static List<String> ticked(String text) {
    return TICKED
        .matcher(BLOCK.matcher(text).replaceAll(""))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static boolean looksLikePath(String named) {
    return named.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.*-]+)*/?")
        && (named.contains("/") && !named.startsWith("/")
            || named.matches("[\\w-]+\\.(md|json|yaml|xml|sql|ts|java)"));
  }

  private boolean exists(String document, String named) {
    Path root = repository.root();
    Path beside = root.resolve(document).resolveSibling(named);
    // Folders that running the product makes.
    boolean made = named.startsWith("data/") || named.startsWith("target/");
    boolean anywhere =
        !named.contains("/")
            && repository.files().stream().anyMatch(file -> file.endsWith("/" + named));
    return made || anywhere || Files.exists(root.resolve(named)) || Files.exists(beside);
  }
}
