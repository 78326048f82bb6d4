package dev.rimlight.events.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Forgetting one unit, inside of the journal's transactions: a request is written down before
/// anything is removed, so that one cut short is found and repeated.
final class Erasure {
  private Erasure() {}

  /// What was asked for and what came of it. Numbers are absent until it is finished.
  ///
  /// @param unitSha256 of the unit in UTF-8, in hexadecimal digits
  /// @param storedRows rows that were in Parquet
  /// @param journalLines lines that the journal still held; those in Parquet are among them
  record Receipt(
      long id,
      String unitSha256,
      long requestedAt,
      @Nullable Long finishedAt,
      @Nullable Long storedRows,
      @Nullable Long journalLines,
      @Nullable Long deadLetters) {}

  /// One that is to be done.
  record Pending(long id, String unit) {}

  static long request(Connection connection, String unit, long nowMillis) throws SQLException {
    String digest =
        HexFormat.of().formatHex(DeadLetters.sha256(unit.getBytes(StandardCharsets.UTF_8)));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into erasure (unit, unit_sha256, requested_at) values (?, ?, ?) returning id")) {
      insert.setString(1, unit);
      insert.setString(2, digest);
      insert.setLong(3, nowMillis);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static List<Pending> pending(Connection connection) throws SQLException {
    List<Pending> pending = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, unit from erasure where finished_at is null order by id")) {
      while (row.next()) {
        pending.add(new Pending(row.getLong(1), row.getString(2)));
      }
    }
    return pending;
  }

  /// An attempt cut short has removed some of the rows that it counted: the larger number is true.
  static void counted(Connection connection, long id, long storedRows) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update erasure set stored_rows = max(coalesce(stored_rows, 0), ?) where id = ?")) {
      update.setLong(1, storedRows);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  /// Where the journal has lines of the unit.
  static List<Long> lines(Connection connection, String unit, long after, long upTo)
      throws SQLException {
    List<Long> seqs = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select seq from event where seq > ? and seq <= ? and line <> ''"
                + " and ? in (json_extract(line, '$.unit'), json_extract(line, '$.person'))")) {
      statement.setLong(1, after);
      statement.setLong(2, upTo);
      statement.setString(3, unit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          seqs.add(row.getLong(1));
        }
      }
    }
    return seqs;
  }

  /// Empties the journal's lines and drops the dead letters. The ids of the lines stay until their
  /// window has passed: what is sent again must not bring anything back.
  static void finish(Connection connection, Pending erasure, List<Long> seqs, long nowMillis)
      throws SQLException {
    try (PreparedStatement empty =
        connection.prepareStatement("update event set line = '' where seq = ?")) {
      for (long seq : seqs) {
        empty.setLong(1, seq);
        empty.executeUpdate();
      }
    }
    AuditChain.forget(connection, erasure.unit());
    long deadLetters = DeadLetters.removeOf(connection, erasure.unit());
    try (PreparedStatement update =
        connection.prepareStatement(
            "update erasure set unit = null, finished_at = ?, journal_lines = ?, dead_letters = ?"
                + " where id = ?")) {
      update.setLong(1, nowMillis);
      update.setLong(2, seqs.size());
      update.setLong(3, deadLetters);
      update.setLong(4, erasure.id());
      update.executeUpdate();
    }
  }

  static Optional<Receipt> find(Connection connection, long id) throws SQLException {
    return receipts(connection, "where id = " + id).stream().findFirst();
  }

  /// The latest first.
  static List<Receipt> latest(Connection connection, int most) throws SQLException {
    return receipts(connection, "order by id desc limit " + most);
  }

  private static List<Receipt> receipts(Connection connection, String which) throws SQLException {
    List<Receipt> receipts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, unit_sha256, requested_at, finished_at, stored_rows, journal_lines,"
                    + " dead_letters from erasure "
                    + which)) {
      while (row.next()) {
        receipts.add(
            new Receipt(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                number(row, 4),
                number(row, 5),
                number(row, 6),
                number(row, 7)));
      }
    }
    return receipts;
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }
}
