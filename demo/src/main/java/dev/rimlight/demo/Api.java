package dev.rimlight.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the control plane, or to the ingest, as any other program would: over HTTP with a
/// token.
final class Api {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;
  private final String token;

  Api(String base, String token) {
    this.base = base;
    this.token = token;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return json(send("GET", path, null));
  }

  boolean exists(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = send("GET", path, null);
    if (response.statusCode() == 404) {
      return false;
    }
    json(response);
    return true;
  }

  JsonNode create(String path, String document) throws IOException, InterruptedException {
    return json(send("PUT", path, document, "If-None-Match", "*"));
  }

  JsonNode change(String path, long version, String document)
      throws IOException, InterruptedException {
    return json(send("PUT", path, document, "If-Match", "\"" + version + "\""));
  }

  JsonNode put(String path, String document) throws IOException, InterruptedException {
    return json(send("PUT", path, document));
  }

  JsonNode post(String path, String document) throws IOException, InterruptedException {
    return json(send("POST", path, document));
  }

  JsonNode delete(String path) throws IOException, InterruptedException {
    return json(send("DELETE", path, null));
  }

  private HttpResponse<String> send(
      String method, String path, @org.jspecify.annotations.Nullable String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() >= 400) {
      throw new CannotRun(
          response.request().method()
              + " "
              + response.uri()
              + " answered "
              + response.statusCode()
              + ": "
              + response.body());
    }
    return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
  }
}
