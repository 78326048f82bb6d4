package dev.rimlight.events.ingest;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/// How the ingest answers: a JSON document, or what is wrong in the form of RFC 9457.
final class Answer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Answer() {}

  static void send(ServerResponse response, Object document) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(JSON.writeValueAsBytes(document));
  }

  static void text(ServerResponse response, String contentType, String text) {
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    response.send(text.getBytes(StandardCharsets.UTF_8));
  }

  static void send(ServerResponse response, Problem problem) {
    response.status(problem.status());
    response.header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    switch (problem.status()) {
      case 401 -> response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
      case 429, 503 -> response.header(HeaderNames.RETRY_AFTER, Room.RETRY_AFTER_SECONDS);
      default -> {}
    }
    response.send(JSON.writeValueAsBytes(problem.document()));
  }
}
