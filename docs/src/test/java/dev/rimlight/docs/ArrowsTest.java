package dev.rimlight.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The arrows between rooms that ARCHITECTURE.md draws are the only ones there are: in the Maven
/// graph, in Java imports and in TypeScript imports.
class ArrowsTest {
  private static final Pattern MODULE =
      Pattern.compile("<groupId>dev\\.rimlight</groupId>\\s*<artifactId>([a-z-]+)</artifactId>");
  private static final Pattern JAVA_IMPORT =
      Pattern.compile(
          "^import (?:static )?dev\\.rimlight\\.([a-z]+(?:\\.[a-z]+)?)", Pattern.MULTILINE);
  private static final Pattern SCRIPT_IMPORT =
      Pattern.compile("(?:from|import)\\s*\\(?\\s*\"([^\"]+)\"");

  /// folder -> modules that its pom may name
  private static final Map<String, Set<String>> MAVEN = new LinkedHashMap<>();

  /// folder -> packages that its production sources may import
  private static final Map<String, Set<String>> PACKAGES = new LinkedHashMap<>();

  static {
    arrow("core", Set.of(), Set.of("core"));
    arrow("stats", Set.of(), Set.of("stats"));
    arrow("edge/bridge", Set.of("core"), Set.of("core", "edge.bridge"));
    arrow("interop", Set.of("core"), Set.of("core", "interop"));
    arrow("events/warehouse", Set.of("stats"), Set.of("stats", "events.warehouse"));
    arrow("operate", Set.of(), Set.of("operate"));
    arrow(
        "events/ingest",
        Set.of("events-warehouse", "operate"),
        Set.of("events.warehouse", "operate", "events.ingest"));
    arrow(
        "control",
        Set.of("core", "interop", "stats", "events-warehouse", "operate"),
        Set.of("core", "interop", "stats", "events.warehouse", "operate", "control"));
    // The demo starts the others as processes: they are on its class path and in none of its
    // imports. Its class path is that of every command.
    arrow("demo", Set.of("control", "events-ingest", "interop"), Set.of("demo"));
    arrow("docs", Set.of("core", "stats"), Set.of());
    arrow(
        "bench",
        Set.of("core", "stats", "events-warehouse"),
        Set.of("core", "stats", "events.warehouse", "bench"));
  }

  private static void arrow(String folder, Set<String> modules, Set<String> packages) {
    MAVEN.put(folder, modules);
    PACKAGES.put(folder, packages);
  }

  private final Repository repository = Repository.open();

  @Test
  void mavenGraph_hasOnlyTheDrawnArrows() {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    for (String folder : MAVEN.keySet()) {
      String pom =
          repository.text(folder + "/pom.xml").replaceFirst("(?s)<parent>.*?</parent>", "");
      Set<String> modules = new TreeSet<>();
      MODULE.matcher(pom).results().forEach(match -> modules.add(match.group(1)));
      found.put(folder, modules);
    }
    assertThat(repository.ending("pom.xml").filter(file -> !file.equals("pom.xml")))
        .as("every module is drawn")
        .containsExactlyInAnyOrderElementsOf(
            MAVEN.keySet().stream().map(folder -> folder + "/pom.xml").toList());
    assertThat(found).isEqualTo(MAVEN);
  }

  @Test
  void javaImports_stayWithinTheArrows() {
    List<String> forbidden = new ArrayList<>();
    PACKAGES.forEach((folder, allowed) ->
        repository
            .sources(folder + "/", ".java")
            .forEach(file ->
                JAVA_IMPORT
                    .matcher(repository.text(file))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name ->
                        allowed.stream()
                            .noneMatch(room -> name.equals(room) || name.startsWith(room + ".")))
                    .forEach(name -> forbidden.add(file + " imports dev.rimlight." + name))));
    assertThat(forbidden).isEmpty();
  }

  /// What is measured beside ours never becomes a part of it.
  @Test
  void peers_areDependenciesOfTheBenchAlone() {
    List<String> peers =
        List.of("com.launchdarkly", "io.getunleash", "dev.openfeature", "@growthbook/growthbook");
    assertThat(
            repository
                .ending("pom.xml", "package.json")
                .filter(file -> !file.startsWith("bench/"))
                .filter(file -> peers.stream().anyMatch(repository.text(file)::contains)))
        .isEmpty();
  }

  @Test
  void core_importsOnlyTheLanguage() {
    assertThat(foreignImports("core/", Set.of("java.util", "java.math", "org.jspecify"))).isEmpty();
  }

  @Test
  void stats_importsOnlyTheLanguageAndSpecialFunctions() {
    assertThat(
            foreignImports(
                "stats/",
                Set.of(
                    "java.util",
                    "java.math",
                    "org.jspecify",
                    "org.apache.commons.statistics",
                    "org.apache.commons.numbers")))
        .isEmpty();
  }

  @Test
  void control_asksTheWarehouseAndWritesNoSqlOverEvents() {
    assertThat(
            repository
                .sources("control/", ".java")
                .filter(file ->
                    repository.text(file).contains("read_parquet")
                        || repository.text(file).contains("org.duckdb")))
        .isEmpty();
  }

  @Test
  void scripts_importOnlyTheirOwnRoom() {
    List<String> forbidden = new ArrayList<>();
    for (String room : List.of("edge/worker", "client", "console")) {
      repository
          .sources(room + "/src/", ".ts", ".tsx")
          .forEach(file ->
              SCRIPT_IMPORT
                  .matcher(repository.text(file))
                  .results()
                  .map(match -> match.group(1))
                  .filter(target -> target.startsWith("."))
                  .map(target ->
                      repository.root().resolve(file).getParent().resolve(target).normalize())
                  .filter(
                      target -> !target.startsWith(repository.root().resolve(room).resolve("src")))
                  .forEach(target -> forbidden.add(file + " imports " + target)));
    }
    assertThat(forbidden).isEmpty();
  }

  private List<String> foreignImports(String folder, Set<String> allowed) {
    Pattern anyImport = Pattern.compile("^import (?:static )?([a-zA-Z0-9_.]+)", Pattern.MULTILINE);
    List<String> foreign = new ArrayList<>();
    repository
        .sources(folder, ".java")
        .forEach(file ->
            anyImport
                .matcher(repository.text(file))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.startsWith("dev.rimlight." + folder.replace("/", "")))
                .filter(name ->
                    allowed.stream().noneMatch(name::startsWith)
                        || name.startsWith("java.util.regex")
                        || name.startsWith("java.util.concurrent")
                        || name.equals("java.util.Random"))
                .forEach(name -> foreign.add(file + " imports " + name)));
    return foreign;
  }
}
