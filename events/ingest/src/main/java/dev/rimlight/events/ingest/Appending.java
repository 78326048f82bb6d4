package dev.rimlight.events.ingest;

import dev.rimlight.events.warehouse.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One transaction of the journal while batches are written into it.
final class Appending implements AutoCloseable {
  private final Connection connection;
  private final long nowMillis;
  private final PreparedStatement insertEvent;
  private final PreparedStatement insertReceived;
  private final KnownIds.Adding known;
  private final Map<String, Arrived> arrived = new HashMap<>();
  private long lastSeq;
  private int accepted;
  private int duplicate;
  private int retransmitted;
  private int rejected;

  /// What arrived anew from one isolate.
  private record Arrived(long count, long highestSeq) {
    Arrived plus(Arrived other) {
      return new Arrived(count + other.count, Math.max(highestSeq, other.highestSeq));
    }
  }

  private Appending(
      Connection connection,
      Instant now,
      PreparedStatement insertEvent,
      PreparedStatement insertReceived,
      KnownIds.Adding known) {
    this.connection = connection;
    this.nowMillis = now.toEpochMilli();
    this.insertEvent = insertEvent;
    this.insertReceived = insertReceived;
    this.known = known;
  }

  static Appending open(Connection connection, KnownIds known, Instant now) throws SQLException {
    Appending appending =
        new Appending(
            connection,
            now,
            connection.prepareStatement("insert into event values (?, ?, ?, ?)"),
            connection.prepareStatement(
                "insert into received values (?, ?) on conflict do nothing"),
            known.adding());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select journal_seq from total")) {
      appending.lastSeq = row.getLong(1);
    }
    return appending;
  }

  Receipt append(Batch batch) throws SQLException {
    int acceptedBefore = accepted;
    int duplicateBefore = duplicate;
    List<Receipt.RejectedLine> rejectedLines = new ArrayList<>();
    for (Line line : batch.lines()) {
      switch (line) {
        case Line.Valid(Event event, String text) -> append(event, text);
        case Line.Rejected broken -> {
          rejected++;
          rejectedLines.add(new Receipt.RejectedLine(broken.number(), broken.reason()));
          DeadLetters.keep(connection, nowMillis, broken);
          if (broken.origin().isPresent()) {
            receive(broken.origin().get());
          }
        }
      }
    }
    return new Receipt(accepted - acceptedBefore, duplicate - duplicateBefore, rejectedLines);
  }

  private void append(Event event, String text) throws SQLException {
    boolean firstArrival = receive(Origin.of(event));
    String id = countedOnceAs(event);
    if (!known.add(id, lastSeq + 1)) {
      duplicate++;
      retransmitted += firstArrival ? 0 : 1;
      return;
    }
    lastSeq++;
    accepted++;
    insertEvent.setLong(1, lastSeq);
    insertEvent.setString(2, id);
    insertEvent.setLong(3, nowMillis);
    insertEvent.setString(4, text);
    insertEvent.executeUpdate();
    if (event.kind() == Event.Kind.AUDIT) {
      AuditChain.append(connection, nowMillis, text);
    }
  }

  /// A vital is reported again when it has grown, under the same id: each report is kept, and the
  /// latest counts when it is asked for. No id has an @.
  private static String countedOnceAs(Event event) {
    return event.kind() == Event.Kind.VITAL
        ? event.id() + "@" + event.isolate() + "/" + event.seq()
        : event.id();
  }

  private boolean receive(Origin origin) throws SQLException {
    insertReceived.setString(1, origin.isolate());
    insertReceived.setLong(2, origin.seq());
    if (insertReceived.executeUpdate() == 0) {
      return false;
    }
    arrived.merge(origin.isolate(), new Arrived(1, origin.seq()), Arrived::plus);
    return true;
  }

  /// Adds what this transaction did to the totals.
  void finish() throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into isolate values (?, ?, ?, ?) on conflict (isolate) do update set
              highest_seq = max(highest_seq, excluded.highest_seq),
              received = received + excluded.received,
              last_at = excluded.last_at
            """)) {
      for (Map.Entry<String, Arrived> each : arrived.entrySet()) {
        upsert.setString(1, each.getKey());
        upsert.setLong(2, each.getValue().highestSeq);
        upsert.setLong(3, each.getValue().count);
        upsert.setLong(4, nowMillis);
        upsert.executeUpdate();
      }
    }
    if (rejected > 0) {
      DeadLetters.makeRoom(connection);
    }
    addToTotals();
  }

  private void addToTotals() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update total set
              accepted = accepted + ?,
              duplicate = duplicate + ?,
              retransmitted = retransmitted + ?,
              rejected = rejected + ?,
              journal_seq = ?
            """)) {
      update.setInt(1, accepted);
      update.setInt(2, duplicate);
      update.setInt(3, retransmitted);
      update.setInt(4, rejected);
      update.setLong(5, lastSeq);
      update.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    insertEvent.close();
    insertReceived.close();
    known.close();
  }
}
