package dev.rimlight.events.ingest;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP side of the ingest.
final class IngestApi {
  private static final System.Logger LOG = System.getLogger(IngestApi.class.getName());
  private static final String NDJSON = "application/x-ndjson";

  /// What a sender is told to wait when too many requests wait already.
  private static final String RETRY_AFTER_SECONDS = "1";

  /// A batch that takes longer may still be kept: sent again, it is a duplicate.
  private static final long MOST_SECONDS_TO_COMMIT = 30;

  private final IngestKey key;
  private final Journal journal;
  private final GroupCommit groupCommit;
  private final JsonMapper json = JsonMapper.shared();

  IngestApi(IngestKey key, Journal journal, GroupCommit groupCommit) {
    this.key = key;
    this.journal = journal;
    this.groupCommit = groupCommit;
  }

  void route(HttpRouting.Builder routing) {
    routing
        .get("/health", (_, response) -> send(response, Map.of("status", "ok")))
        .post("/v1/events", this::takeIn)
        .get("/v1/accounting", this::account)
        .any(IngestApi::refuseUnknown)
        .error(Problem.class, (_, response, problem) -> send(response, problem))
        .error(Exception.class, (_, response, failure) -> send(response, unexpected(failure)));
  }

  private void takeIn(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    authorize(request);
    requireNdjson(request);
    Batch batch = Batch.of(body(request));
    Future<Receipt> receipt =
        groupCommit
            .submit(batch)
            .orElseThrow(() ->
                new Problem(
                    429,
                    "Too many requests",
                    "waiting requests == "
                        + GroupCommit.MOST_WAITING
                        + ", try again in "
                        + RETRY_AFTER_SECONDS
                        + " s"));
    try {
      send(response, receipt.get(MOST_SECONDS_TO_COMMIT, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw new IllegalStateException("journal could not be written", e.getCause());
    } catch (TimeoutException _) {
      throw new Problem(
          503,
          "Service unavailable",
          "no commit within " + MOST_SECONDS_TO_COMMIT + " s, send the batch again");
    }
  }

  private void account(ServerRequest request, ServerResponse response) throws SQLException {
    authorize(request);
    send(response, journal.accounting());
  }

  private void authorize(ServerRequest request) {
    if (!key.opens(request.headers().first(HeaderNames.AUTHORIZATION).orElse(""))) {
      throw new Problem(401, "Unauthorized", "Authorization must be \"Bearer <ingest key>\"");
    }
  }

  private static void requireNdjson(ServerRequest request) {
    String type =
        request.headers().contentType().map(HttpMediaType::mediaType).map(m -> m.text()).orElse("");
    if (!type.equals(NDJSON)) {
      throw new Problem(
          415, "Unsupported media type", "Content-Type == \"" + type + "\", must be " + NDJSON);
    }
  }

  /// At most [Batch#MOST_BYTES], before and after inflation.
  private static byte[] body(ServerRequest request) throws IOException {
    String encoding =
        request
            .headers()
            .first(HeaderNames.CONTENT_ENCODING)
            .orElse("identity")
            .toLowerCase(Locale.ROOT);
    byte[] raw = Batch.read(request.content().inputStream());
    return switch (encoding) {
      case "identity" -> raw;
      case "gzip" -> inflated(raw);
      default ->
          throw new Problem(
              415,
              "Unsupported media type",
              "Content-Encoding == \"" + encoding + "\", must be gzip or absent");
    };
  }

  private static byte[] inflated(byte[] gzip) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return Batch.read(in);
    } catch (IOException e) {
      throw new Problem(400, "Bad request", "body is not gzip: " + e.getMessage());
    }
  }

  private static void refuseUnknown(ServerRequest request, ServerResponse response) {
    throw new Problem(
        404,
        "Not found",
        request.prologue().method().text() + " " + request.path().path() + " is not served");
  }

  private static Problem unexpected(Exception failure) {
    LOG.log(System.Logger.Level.ERROR, "request failed", failure);
    return new Problem(500, "Internal server error", "the request failed, send it again");
  }

  private void send(ServerResponse response, Object document) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(json.writeValueAsBytes(document));
  }

  private void send(ServerResponse response, Problem problem) {
    response.status(problem.status());
    response.header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    switch (problem.status()) {
      case 401 -> response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
      case 429, 503 -> response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
      default -> {}
    }
    response.send(json.writeValueAsBytes(problem.document()));
  }
}
