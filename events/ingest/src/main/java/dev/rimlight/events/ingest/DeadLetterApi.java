package dev.rimlight.events.ingest;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reading, mending and dropping what was rejected.
final class DeadLetterApi {
  private static final String PATH = "/v1/dead-letters";
  private static final String ONE = PATH + "/{id}";
  private static final int USUAL_PER_PAGE = 100;

  private final IngestKey key;
  private final Journal journal;
  private final InstantSource clock;

  DeadLetterApi(IngestKey key, Journal journal, InstantSource clock) {
    this.key = key;
    this.journal = journal;
    this.clock = clock;
  }

  void route(HttpRouting.Builder routing) {
    routing
        .get(PATH, this::list)
        .get(ONE, this::show)
        .post(ONE + "/replay", this::replay)
        .delete(ONE, this::drop);
  }

  /// @param next what to ask for as `after` to see more; absent on the last page
  /// @param held how many there are in all
  /// @param dropped how many had to make room for later ones, ever
  private record Listing(
      List<DeadLetters.Letter> deadLetters, @Nullable Long next, long held, long dropped) {}

  private void list(ServerRequest request, ServerResponse response) throws SQLException {
    key.authorize(request);
    long after = number(request, "after", 0, Long.MAX_VALUE, 0);
    int limit = (int) number(request, "limit", 1, DeadLetters.MOST_PER_PAGE, USUAL_PER_PAGE);
    DeadLetters.Page page = journal.deadLetters(after, limit);
    Accounting accounting = journal.accounting();
    @Nullable Long next = page.next().isPresent() ? page.next().getAsLong() : null;
    Answer.send(
        response,
        new Listing(
            page.deadLetters(), next, accounting.deadLetters(), accounting.deadLettersDropped()));
  }

  private void show(ServerRequest request, ServerResponse response) throws SQLException {
    key.authorize(request);
    Answer.send(response, letter(request));
  }

  /// The body is the mended line; without one the line goes through the door as it came, because it
  /// may be the door that has changed.
  private void replay(ServerRequest request, ServerResponse response)
      throws SQLException, IOException {
    key.authorize(request);
    DeadLetters.Letter letter = letter(request);
    String mended = new String(Body.read(request), StandardCharsets.UTF_8).strip();
    switch (EventLine.parse(1, mended.isEmpty() ? letter.line() : mended)) {
      case Line.Valid valid ->
          Answer.send(response, journal.replay(letter.id(), valid, clock.instant()));
      case Line.Rejected rejected -> throw Problem.unprocessable(rejected.reason());
    }
  }

  private void drop(ServerRequest request, ServerResponse response) throws SQLException {
    key.authorize(request);
    if (!journal.dropDeadLetter(id(request))) {
      throw unknown(id(request));
    }
    Answer.send(response, Map.of("dropped", id(request)));
  }

  private DeadLetters.Letter letter(ServerRequest request) throws SQLException {
    long id = id(request);
    return journal.deadLetter(id).orElseThrow(() -> unknown(id));
  }

  private static Problem unknown(long id) {
    return Problem.notFound("there is no dead letter " + id);
  }

  private static long id(ServerRequest request) {
    return number("id", request.path().pathParameters().get("id"), 1, Long.MAX_VALUE);
  }

  private static long number(
      ServerRequest request, String name, long lowest, long highest, long usual) {
    return request
        .query()
        .first(name)
        .map(text -> number(name, text, lowest, highest))
        .orElse(usual);
  }

  private static long number(String name, String text, long lowest, long highest) {
    try {
      long number = Long.parseLong(text);
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below, as a number out of bounds is
    }
    throw Problem.badRequest(name + " == " + text + ", must be in " + lowest + ".." + highest);
  }
}
