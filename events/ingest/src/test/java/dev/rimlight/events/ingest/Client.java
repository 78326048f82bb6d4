package dev.rimlight.events.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to an ingest as an edge does.
record Client(int port) {
  static final String KEY = "0123456789abcdef";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpResponse<String> post(String... lines) throws IOException, InterruptedException {
    return send(events().POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines))));
  }

  /// A POST to which a test adds what is wrong.
  HttpRequest.Builder events() {
    return request("/v1/events")
        .header("Authorization", "Bearer " + KEY)
        .header("Content-Type", "application/x-ndjson");
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(10));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  JsonNode accounting() throws IOException, InterruptedException {
    return accounting("");
  }

  JsonNode accounting(String query) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request("/v1/accounting" + query).header("Authorization", "Bearer " + KEY).GET();
    return JsonMapper.shared().readTree(send(request).body());
  }

  /// Waits until everything acknowledged is in Parquet.
  JsonNode accountingOnceLoaded() throws IOException, InterruptedException {
    JsonNode accounting = accounting();
    while (accounting.get("loadedSeq").asLong() < accounting.get("journalSeq").asLong()) {
      Thread.sleep(20);
      accounting = accounting();
    }
    return accounting;
  }
}
