package dev.rimlight.control.automate;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.rejection.Rejected;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A control plane somewhere else.
public final class Remote {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOKEN = "RIMLIGHT_TOKEN";

  @Option(
      names = "--control",
      required = true,
      paramLabel = "URL",
      description = "Where the control plane runs, e.g. http://127.0.0.1:8790.")
  private URI control = URI.create("");

  @Option(names = "--environment", description = "The environment (default: ${DEFAULT-VALUE}).")
  private String environment = "demo";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with a token; else the variable " + TOKEN + " holds it.")
  private @Nullable Path tokenFile;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// A draft with the version that it has there.
  record Draft(Definition definition, long version) {}

  /// What it answers to a question.
  ///
  /// @param path below the environment, as `flags/cta`
  public Map<String, Object> read(String path) throws IOException, BadInput {
    return send("GET", path, "");
  }

  /// The draft as it is kept then, with its version.
  ///
  /// @param version that was seen; empty to make it
  public Map<String, Object> draft(
      Noun noun, String key, Map<String, Object> tree, Optional<Long> version)
      throws IOException, BadInput {
    return send("PUT", noun.word() + "s/" + key, Json.write(tree), condition(version));
  }

  /// Says something about a draft, for all who look at it.
  public void comment(Noun noun, String key, String text) throws IOException, BadInput {
    send("POST", noun.word() + "s/" + key + "/comments", Json.write(Map.of("text", text)));
  }

  /// Where people see the draft; routes have no page of their own, but that of what is pending.
  public URI page(Noun noun, String key) {
    String page = noun == Noun.ROUTE ? "publication" : noun.word() + "s/" + key;
    return control.resolve("/environments/" + environment + "/" + page);
  }

  Map<String, Draft> drafts() throws IOException, BadInput {
    Map<String, Draft> drafts = new TreeMap<>();
    for (Noun noun : Noun.values()) {
      Object list = send("GET", noun.word() + "s", "").get(noun.word() + "s");
      for (Object entry : list instanceof Iterable<?> entries ? entries : List.of()) {
        Map<String, Object> read = Json.readStored(Json.write(entry));
        Map<String, Object> tree =
            Json.readStored(Json.write(Objects.requireNonNull(read.get(noun.word()))));
        Definition definition = new Definition(noun, String.valueOf(tree.get("key")), tree);
        long version = read.get("version") instanceof Number number ? number.longValue() : 0;
        drafts.put(definition.name(), new Draft(definition, version));
      }
    }
    return drafts;
  }

  /// @param version that was seen; empty to make it
  void put(Definition definition, Optional<Long> version) throws IOException, BadInput {
    draft(definition.noun(), definition.key(), definition.tree(), version);
  }

  void delete(Draft draft) throws IOException, BadInput {
    Definition definition = draft.definition();
    send(
        "DELETE",
        definition.noun().word() + "s/" + definition.key(),
        "",
        condition(Optional.of(draft.version())));
  }

  private static String[] condition(Optional<Long> version) {
    return version.isPresent()
        ? new String[] {"If-Match", "\"" + version.get() + "\""}
        : new String[] {"If-None-Match", "*"};
  }

  /// The number of the revision that is published now.
  Object publish(String remark) throws IOException, BadInput {
    return String.valueOf(
        send("POST", "publication", Json.write(Map.of("comment", remark))).get("revision"));
  }

  private Map<String, Object> send(String method, String path, String body, String... headers)
      throws IOException, BadInput {
    HttpRequest.Builder request;
    try {
      request =
          HttpRequest.newBuilder(control.resolve("/v1/environments/" + environment + "/" + path));
    } catch (IllegalArgumentException e) {
      throw new BadInput("--control == " + control + ", must be a URL: " + e.getMessage());
    }
    request
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token())
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new BadInput("cannot reach " + control + ": " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new BadInput("interrupted");
    }
    Map<String, Object> answer = answer(response);
    if (response.statusCode() >= 300) {
      String detail =
          String.valueOf(answer.getOrDefault("detail", "it answered " + response.statusCode()));
      throw new BadInput("%s %s: %s".formatted(method, path, detail), problem(answer, detail));
    }
    return answer;
  }

  private static String problem(Map<String, Object> answer, String detail) {
    StringBuilder problem = new StringBuilder();
    if (answer.get("title") instanceof String title) {
      problem.append(title).append(": ");
    }
    problem.append(detail);
    if (answer.get("errors") instanceof List<?> faults) {
      for (Object fault : faults) {
        if (fault instanceof Map<?, ?> named) {
          problem.append('\n').append(named.get("path")).append(": ").append(named.get("message"));
        }
      }
    }
    return problem.toString();
  }

  private static Map<String, Object> answer(HttpResponse<String> response) throws BadInput {
    try {
      return response.body().isEmpty()
          ? Map.of()
          : Json.readObject(response.body().getBytes(StandardCharsets.UTF_8));
    } catch (Rejected _) {
      throw new BadInput("its answer " + response.statusCode() + " is not JSON");
    }
  }

  private String token() throws IOException, BadInput {
    if (tokenFile != null) {
      return Files.readString(tokenFile).strip();
    }
    String given = System.getenv(TOKEN);
    if (given == null || given.isEmpty()) {
      throw new BadInput("no token: give --token-file or " + TOKEN);
    }
    return given;
  }
}
