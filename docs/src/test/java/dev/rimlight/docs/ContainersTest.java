package dev.rimlight.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What can be proven of the files of deploy/container without an engine: all that they name is in
/// the tree or in docs/guides/configuration.md, which two other tests compare with the options that
/// there are.
class ContainersTest {
  private static final String CONTAINERFILE = "deploy/container/Containerfile";
  private static final Pattern VARIABLE = Pattern.compile("`(RIMLIGHT_[A-Z_]+)`");
  private static final Pattern ASSIGNED = Pattern.compile("(RIMLIGHT_[A-Z_]+)=(\\S+)");

  private final Repository repository = Repository.open();
  private final JsonNode compose =
      new YAMLMapper().readTree(repository.text("deploy/container/compose.yaml"));

  private Set<String> documented() {
    Set<String> names = new TreeSet<>();
    VARIABLE
        .matcher(repository.text("docs/guides/configuration.md"))
        .results()
        .forEach(match -> {
          names.add(match.group(1));
          names.add(match.group(1) + "_FILE");
        });
    return names;
  }

  private JsonNode service(String name) {
    return compose.get("services").get(name);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private List<String> instructions(String name) {
    return repository
        .text(CONTAINERFILE)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }

  private void assertMainClass(String name) {
    String file = "/src/main/java/" + name.replace('.', '/') + ".java";
    assertThat(repository.files()).as(name).anyMatch(path -> path.endsWith(file));
  }

  @Test
  void variables_areDocumentedOnes() {
    Set<String> known = documented();
    for (String name : List.of("ingest", "control")) {
      assertThat(
              service(name).get("environment").propertyNames().stream()
                  .filter(variable -> variable.startsWith("RIMLIGHT_")))
          .isNotEmpty()
          .allMatch(known::contains);
    }
    assertThat(ASSIGNED.matcher(String.join(" ", instructions("ENV"))).results())
        .extracting(match -> match.group(1))
        .filteredOn(variable -> !variable.equals("RIMLIGHT_JAVA_HOME"))
        .isNotEmpty()
        .allMatch(known::contains);
    assertThat(repository.text("rimlight")).contains("RIMLIGHT_JAVA_HOME");
  }

  @Test
  void secrets_areMountedWhereVariablesLookForThem() {
    for (String name : List.of("database", "ingest", "control")) {
      JsonNode service = service(name);
      List<String> mounted = texts(service.get("secrets"));
      assertThat(
              service.get("environment").properties().stream()
                  .filter(variable -> variable.getKey().endsWith("_FILE"))
                  .map(variable -> variable.getValue().asString())
                  .toList())
          .containsExactlyInAnyOrderElementsOf(
              mounted.stream().map(secret -> "/run/secrets/" + secret).toList());
      assertThat(mounted)
          .allSatisfy(secret ->
              assertThat(compose.get("secrets").get(secret).get("file").asString())
                  .isEqualTo("./secrets/" + secret));
    }
    assertThat(repository.text(".gitignore")).contains("\ndeploy/container/secrets/\n");
    assertThat(repository.text(".dockerignore")).contains("\ndeploy/container/secrets\n");
  }

  @Test
  void ports_areTheOnesThatAreListenedAt() {
    assertPort("control", "RIMLIGHT_CONTROL_PORT", String.join(" ", instructions("HEALTHCHECK")));
    assertPort("ingest", "RIMLIGHT_INGEST_PORT", service("ingest").get("healthcheck").toString());
    assertThat(service("control").get("environment").get("RIMLIGHT_CONTROL_INGEST").asString())
        .isEqualTo(
            "http://ingest:"
                + service("ingest").get("environment").get("RIMLIGHT_INGEST_PORT").asString());
  }

  private void assertPort(String service, String variable, String health) {
    String port = service(service).get("environment").get(variable).asString();
    assertThat(texts(service(service).get("ports")))
        .containsExactly("127.0.0.1:" + port + ":" + port);
    assertThat(health).contains("http://127.0.0.1:" + port + "/");
    assertThat(instructions("EXPOSE").getFirst().split(" ")).contains(port);
  }

  @Test
  void whatIsStarted_exists() {
    assertMainClass(texts(service("ingest").get("command")).getFirst());
    assertMainClass(json(instructions("CMD").getLast()).getFirst());
    List<String> entry = json(instructions("ENTRYPOINT").getFirst());
    assertThat(repository.text("rimlight")).contains(entry.get(1), entry.get(2));
    for (List<String> health :
        List.of(
            json(instructions("HEALTHCHECK").getFirst().replaceFirst(".* CMD ", "")),
            texts(service("ingest").get("healthcheck").get("test")))) {
      assertMainClass(health.get(health.size() - 2));
    }
    assertThat(instructions("HEALTHCHECK").getFirst()).contains("/healthz");
    assertThat(repository.text("spec/openapi.yaml")).contains("\n  /healthz:\n");
    assertThat(service("ingest").get("healthcheck").toString()).contains("/readyz");
    assertThat(
            repository.text(
                "events/ingest/src/main/java/dev/rimlight/events/ingest/IngestApi.java"))
        .contains("\"/readyz\"");
  }

  private static List<String> json(String list) {
    return texts(new YAMLMapper().readTree(list));
  }

  @Test
  void volumes_holdEveryFolderOfData() {
    for (String name : List.of("ingest", "control")) {
      List<String> targets =
          texts(service(name).get("volumes")).stream()
              .map(volume -> volume.split(":", -1)[1])
              .toList();
      assertThat(
              service(name).get("environment").properties().stream()
                  .filter(variable -> variable.getKey().matches(".*_(DATA|WAREHOUSE)"))
                  .map(variable -> variable.getValue().asString()))
          .isNotEmpty()
          .allMatch(folder ->
              targets.stream().anyMatch(target -> (folder + "/").startsWith(target + "/")));
      assertThat(instructions("RUN").getLast()).contains(targets.getFirst());
    }
    assertThat(service("control").get("environment").get("RIMLIGHT_CONTROL_WAREHOUSE").asString())
        .isEqualTo(
            service("ingest").get("environment").get("RIMLIGHT_INGEST_DATA").asString()
                + "/warehouse");
    Set<String> mounted =
        compose.get("services").properties().stream()
            .flatMap(service -> texts(service.getValue().get("volumes")).stream())
            .map(volume -> volume.split(":", -1)[0])
            .collect(Collectors.toSet());
    assertThat(compose.get("volumes").propertyNames()).hasSameElementsAs(mounted);
  }

  @Test
  void dependencies_areServicesWithAHealth() {
    JsonNode wanted = service("control").get("depends_on");
    assertThat(wanted.propertyNames()).containsExactly("database", "ingest");
    assertThat(wanted.propertyNames())
        .allSatisfy(name -> {
          assertThat(wanted.get(name).get("condition").asString()).isEqualTo("service_healthy");
          assertThat(service(name).has("healthcheck")).isTrue();
        });
  }

  @Test
  void image_isBuiltByTheLauncherFromPublicImages() {
    assertThat(instructions("FROM"))
        .containsExactly(
            "docker.io/library/node:24-bookworm AS build",
            "docker.io/library/eclipse-temurin:25-jre");
    assertThat(instructions("RUN").getFirst()).isEqualTo("./rimlight build");
    assertThat(repository.text("rimlight")).contains("\n  build)\n");
    assertThat(instructions("COPY"))
        .containsExactly(
            "--from=docker.io/library/eclipse-temurin:25-jdk /opt/java/openjdk /opt/java/openjdk",
            ". .",
            "--from=build /src/demo/target/lib/ /opt/rimlight/lib/",
            "--from=build /src/console/dist/ /opt/rimlight/console/");
    assertThat(repository.text("demo/pom.xml"))
        .contains("<outputDirectory>${project.build.directory}/lib</outputDirectory>");
    assertThat(repository.text("console/package.json")).contains("vite build");
    assertThat(instructions("USER")).containsExactly("10001:10001");
    for (String name : List.of("ingest", "control")) {
      JsonNode build = service(name).get("build");
      Path context =
          repository.root().resolve("deploy/container").resolve(build.get("context").asString());
      assertThat(Files.isRegularFile(context.resolve(build.get("dockerfile").asString()))).isTrue();
    }
  }
}
