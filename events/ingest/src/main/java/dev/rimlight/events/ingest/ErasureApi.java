package dev.rimlight.events.ingest;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Forgetting a unit on request. The unit is in the body: addresses end up in logs.
final class ErasureApi {
  private static final String PATH = "/v1/erasures";
  private static final int MOST_LISTED = 1_000;

  /// For 20 seconds; afterwards the answer is that it is under way.
  private static final int MOST_LOOKS = 1_000;

  private static final long MILLIS_BETWEEN_LOOKS = 20;

  private final IngestKey key;
  private final Journal journal;
  private final InstantSource clock;

  ErasureApi(IngestKey key, Journal journal, InstantSource clock) {
    this.key = key;
    this.journal = journal;
    this.clock = clock;
  }

  void route(HttpRouting.Builder routing) {
    routing.post(PATH, this::erase).get(PATH, this::list);
  }

  private void erase(ServerRequest request, ServerResponse response)
      throws SQLException, IOException, InterruptedException {
    key.authorize(request);
    long id = journal.requestErasure(unit(request), clock.instant());
    Erasure.Receipt receipt = journal.erasure(id).orElseThrow();
    for (int look = 0; receipt.finishedAt() == null && look < MOST_LOOKS; look++) {
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
      receipt = journal.erasure(id).orElseThrow();
    }
    response.status(receipt.finishedAt() == null ? 202 : 200);
    Answer.send(response, receipt);
  }

  private static String unit(ServerRequest request) throws IOException {
    try {
      EventFields fields = new EventFields(JsonMapper.shared().readTree(Body.read(request)));
      if (!fields.object().isObject()) {
        throw Problem.badRequest("body must be {\"unit\": \"...\"}");
      }
      return EventFields.required(
          "unit", fields.text("unit", 1, EventLine.LONGEST_UNIT), "an erasure");
    } catch (JacksonException e) {
      throw Problem.badRequest("body is not JSON: " + e.getOriginalMessage());
    } catch (InvalidEvent e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private record Listing(List<Erasure.Receipt> erasures) {}

  private void list(ServerRequest request, ServerResponse response) throws SQLException {
    key.authorize(request);
    Answer.send(response, new Listing(journal.latestErasures(MOST_LISTED)));
  }
}
