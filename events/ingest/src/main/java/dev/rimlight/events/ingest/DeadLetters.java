package dev.rimlight.events.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The table of lines that were rejected, inside of the journal's transactions.
final class DeadLetters {
  /// When there are more, the oldest go and are counted.
  static final int MOST_HELD = 10_000;

  /// Of all lines together.
  static final long MOST_BYTES = 64L << 20;

  static final int MOST_PER_PAGE = 1_000;

  /// A page ends after the line that exceeds this.
  static final long MOST_BYTES_PER_PAGE = 1L << 20;

  private DeadLetters() {}

  /// @param line as it came
  record Letter(long id, long receivedAt, String reason, String line) {}

  /// @param next what to ask for `after` to see more; none when this is the last page
  record Page(List<Letter> deadLetters, OptionalLong next) {}

  static void keep(Connection connection, long nowMillis, Line.Rejected rejected)
      throws SQLException {
    byte[] bytes = rejected.text().getBytes(StandardCharsets.UTF_8);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into dead_letter (received_at, reason, bytes, digest, line)"
                + " values (?, ?, ?, ?, ?) on conflict (digest) do nothing")) {
      insert.setLong(1, nowMillis);
      insert.setString(2, rejected.reason());
      insert.setInt(3, bytes.length);
      insert.setBytes(4, sha256(bytes));
      insert.setString(5, rejected.text());
      insert.executeUpdate();
    }
  }

  /// Drops the oldest until the rest is within the bounds.
  static void makeRoom(Connection connection) throws SQLException {
    long held;
    long bytes;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select held, bytes from dead_letters")) {
      held = row.getLong(1);
      bytes = row.getLong(2);
    }
    long dropped = 0;
    if (held > MOST_HELD) {
      dropped +=
          update(
              connection,
              "delete from dead_letter where id in"
                  + " (select id from dead_letter order by id limit "
                  + (held - MOST_HELD)
                  + ")");
    }
    if (bytes > MOST_BYTES) {
      dropped +=
          update(
              connection,
              """
              delete from dead_letter where id in (
                select id
                from (select id, sum(bytes) over (order by id desc) as with_later from dead_letter)
                where with_later > %d)
              """
                  .formatted(MOST_BYTES));
    }
    if (dropped > 0) {
      update(connection, "update dead_letters set dropped = dropped + " + dropped);
    }
  }

  static Page page(Connection connection, long after, int limit) throws SQLException {
    List<Letter> letters = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, received_at, reason, line, bytes from dead_letter where id > ? order by id")) {
      statement.setLong(1, after);
      long bytes = 0;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (letters.size() == limit || bytes > MOST_BYTES_PER_PAGE) {
            return new Page(letters, OptionalLong.of(letters.getLast().id()));
          }
          letters.add(letter(row));
          bytes += row.getLong("bytes");
        }
      }
    }
    return new Page(letters, OptionalLong.empty());
  }

  static Optional<Letter> find(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, received_at, reason, line from dead_letter where id = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(letter(row)) : Optional.empty();
      }
    }
  }

  static int remove(Connection connection, long id) throws SQLException {
    return update(connection, "delete from dead_letter where id = " + id);
  }

  static int removeReceivedBefore(Connection connection, long millis) throws SQLException {
    return update(connection, "delete from dead_letter where received_at < " + millis);
  }

  /// What names the unit, as such or as the person, or cannot be read and holds its text anywhere.
  static int removeOf(Connection connection, String unit) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from dead_letter where case
              when json_valid(line) and json_type(line, '$.unit') = 'text'
                then ? in (json_extract(line, '$.unit'), json_extract(line, '$.person'))
              else instr(line, ?) > 0 end
            """)) {
      delete.setString(1, unit);
      delete.setString(2, unit);
      delete.executeUpdate();
      return changes(connection);
    }
  }

  private static Letter letter(ResultSet row) throws SQLException {
    return new Letter(
        row.getLong("id"),
        row.getLong("received_at"),
        row.getString("reason"),
        row.getString("line"));
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
      return changes(connection);
    }
  }

  /// The driver's own count includes what the triggers changed.
  private static int changes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select changes()")) {
      return row.getInt(1);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
