package dev.rimlight.events.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The running ingest that a command speaks to, and the options that name it.
final class Remote {
  /// An erasure is waited for, see [ErasureApi].
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Option(
      names = "--ingest",
      required = true,
      paramLabel = "URL",
      description = "Where the ingest runs, e.g. http://127.0.0.1:8790.")
  private URI ingest = URI.create("");

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "File with the ingest key; else the variable " + IngestKey.VARIABLE + " holds it.")
  private @Nullable Path keyFile;

  /// The ingest was not reached, or said no.
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  JsonNode send(String method, String path, String body) throws IOException, Refusal {
    HttpResponse<String> response = answer(method, path, body);
    JsonNode document = document(response);
    if (response.statusCode() >= 300) {
      String detail = document.path("detail").asString("");
      String told = detail.isEmpty() ? "it answered " + response.statusCode() : detail;
      throw new Refusal(response.statusCode(), told);
    }
    return document;
  }

  private HttpResponse<String> answer(String method, String path, String body)
      throws IOException, Refusal {
    String key =
        IngestKey.given(keyFile)
            .orElseThrow(
                () -> new Refusal(0, "no ingest key: give --key-file or " + IngestKey.VARIABLE));
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(ingest.resolve(path))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + key)
              .method(method, BodyPublishers.ofString(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw new Refusal(0, "--ingest == " + ingest + ", must be a URL: " + e.getMessage());
    } catch (IOException e) {
      throw new Refusal(0, "cannot reach " + ingest + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(0, "interrupted");
    }
  }

  private static JsonNode document(HttpResponse<String> response) throws Refusal {
    try {
      return JsonMapper.shared().readTree(response.body());
    } catch (JacksonException _) {
      throw new Refusal(
          response.statusCode(), "its answer " + response.statusCode() + " is not JSON");
    }
  }
}
