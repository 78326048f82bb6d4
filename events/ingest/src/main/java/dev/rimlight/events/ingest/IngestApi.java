package dev.rimlight.events.ingest;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The HTTP side of the ingest: the door for events, and what came of them.
final class IngestApi {
  /// The share of units whose vitals and errors there is room for, as edges understand it.
  static final HeaderName SAMPLE = HeaderNames.create("Rimlight-Sample");

  private static final System.Logger LOG = System.getLogger(IngestApi.class.getName());

  /// A batch that takes longer may still be kept: sent again, it is a duplicate.
  private static final long MOST_SECONDS_TO_COMMIT = 30;

  /// SQLite's result codes; the higher bits of an extended one tell more.
  private static final int PRIMARY_CODE = 0xff;

  private static final int SQLITE_READONLY = 8;
  private static final int SQLITE_IOERR = 10;
  private static final int SQLITE_CORRUPT = 11;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_NOTADB = 26;

  private final IngestKey key;
  private final Journal journal;
  private final GroupCommit groupCommit;
  private final Meters meters;
  private final InstantSource clock;
  private final Room room = new Room();

  IngestApi(
      IngestKey key, Journal journal, GroupCommit groupCommit, Meters meters, InstantSource clock) {
    this.key = key;
    this.journal = journal;
    this.groupCommit = groupCommit;
    this.meters = meters;
    this.clock = clock;
    meters.watch(room);
  }

  /// To be the last one: what no route serves is refused here.
  void route(HttpRouting.Builder routing) {
    routing
        .get("/health", (_, response) -> Answer.send(response, Map.of("status", "ok")))
        .get("/healthz", (_, response) -> Answer.send(response, Map.of("status", "ok")))
        .get("/readyz", this::ready)
        .get("/metrics", this::measure)
        .post("/v1/events", this::takeIn)
        .get("/v1/accounting", this::account)
        .any(IngestApi::refuseUnknown)
        .error(Problem.class, (_, response, problem) -> Answer.send(response, problem))
        .error(Exception.class, (_, response, failure) -> refuse(response, failure));
  }

  private void takeIn(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    key.authorize(request);
    try (Room.Place place =
        room.enter(Body.mostBytes(request)).orElseThrow(() -> noRoom(response))) {
      Batch batch = Body.batch(request);
      Receipt receipt = committed(batch, response);
      place.advice().ifPresent(share -> response.header(SAMPLE, share));
      Answer.send(response, receipt);
    }
  }

  private Receipt committed(Batch batch, ServerResponse response) throws InterruptedException {
    try {
      return groupCommit
          .submit(batch)
          .orElseThrow(() -> noRoom(response))
          .get(MOST_SECONDS_TO_COMMIT, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException failure
          ? unwritable(failure)
          : new IllegalStateException("journal could not be written", e.getCause());
    } catch (TimeoutException _) {
      throw new Problem(
          503,
          "Service unavailable",
          "no commit within " + MOST_SECONDS_TO_COMMIT + " s, send the batch again");
    }
  }

  /// Not acknowledged, and the journal is as it was: the sender keeps the batch until there is room
  /// again.
  private static Problem unwritable(SQLException failure) {
    LOG.log(System.Logger.Level.ERROR, "journal cannot be written", failure);
    String why =
        switch (failure.getErrorCode() & PRIMARY_CODE) {
          case SQLITE_FULL -> "the disk is full";
          case SQLITE_READONLY -> "its folder or file is read-only";
          case SQLITE_IOERR -> "the disk fails or is full";
          case SQLITE_CORRUPT, SQLITE_NOTADB -> "its file is damaged";
          default -> String.valueOf(failure.getMessage());
        };
    return new Problem(
        503,
        "Service unavailable",
        "the journal cannot be written: %s; nothing of the batch was kept, send it again"
            .formatted(why));
  }

  private static Problem noRoom(ServerResponse response) {
    Room.advice(1).ifPresent(share -> response.header(SAMPLE, share));
    return new Problem(
        429,
        "Too many requests",
        "the requests that wait fill the room of "
            + Room.MOST_REQUESTS
            + " requests or "
            + Room.MOST_BYTES
            + " bytes, try again in "
            + Room.RETRY_AFTER_SECONDS
            + " s");
  }

  /// Whoever sends events need not know the key to know whether they would be taken.
  private void ready(ServerRequest request, ServerResponse response) {
    try {
      var _ = journal.accounting();
      Answer.send(response, Map.of("status", "ready"));
    } catch (SQLException failure) {
      LOG.log(System.Logger.Level.WARNING, "journal cannot be read", failure);
      throw new Problem(503, "Service unavailable", "the journal cannot be read");
    }
  }

  private void measure(ServerRequest request, ServerResponse response) throws SQLException {
    key.authorize(request);
    Answer.text(response, Meters.CONTENT_TYPE, meters.text(clock.instant()));
  }

  private void account(ServerRequest request, ServerResponse response) throws SQLException {
    key.authorize(request);
    Answer.send(response, journal.accounting(since(request)));
  }

  private static long since(ServerRequest request) {
    String since = request.query().first("since").orElse("0");
    try {
      return Long.parseUnsignedLong(since);
    } catch (NumberFormatException _) {
      throw new Problem(
          400, "Bad request", "since == \"%s\", must be milliseconds since 1970".formatted(since));
    }
  }

  private static void refuseUnknown(ServerRequest request, ServerResponse response) {
    throw Problem.notFound(
        request.prologue().method().text() + " " + request.path().path() + " is not served");
  }

  private static void refuse(ServerResponse response, Exception failure) {
    LOG.log(System.Logger.Level.ERROR, "request failed", failure);
    Answer.send(
        response, new Problem(500, "Internal server error", "the request failed, send it again"));
  }
}
