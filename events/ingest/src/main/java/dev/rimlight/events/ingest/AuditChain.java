package dev.rimlight.events.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Audit events in a chain: each record's hash is SHA-256 over the hash before it, its place, when
/// it came and the digest of its line. Whoever edits, drops or inserts one breaks every hash behind
/// it, and whoever cuts off the end is betrayed by the head. Somebody who may write the file could
/// make a whole new chain: against that a head is noted elsewhere, and looked for again.
final class AuditChain {
  static final byte[] START = new byte[32];

  private AuditChain() {}

  /// Inside the transaction that accepts the event.
  static void append(Connection connection, long receivedAt, String line) throws SQLException {
    long seq;
    byte[] before;
    try (Statement statement = connection.createStatement();
        ResultSet head = statement.executeQuery("select records, hash from audit_head")) {
      seq = head.getLong(1) + 1;
      before = head.getBytes(2);
    }
    byte[] digest = DeadLetters.sha256(line.getBytes(StandardCharsets.UTF_8));
    byte[] hash = hash(before, seq, receivedAt, digest);
    try (PreparedStatement insert =
            connection.prepareStatement("insert into audit values (?, ?, ?, ?, ?)");
        PreparedStatement head =
            connection.prepareStatement("update audit_head set records = ?, hash = ?")) {
      insert.setLong(1, seq);
      insert.setLong(2, receivedAt);
      insert.setString(3, line);
      insert.setBytes(4, digest);
      insert.setBytes(5, hash);
      insert.executeUpdate();
      head.setLong(1, seq);
      head.setBytes(2, hash);
      head.executeUpdate();
    }
  }

  private static byte[] hash(byte[] before, long seq, long receivedAt, byte[] digest) {
    return DeadLetters.sha256(
        ByteBuffer.allocate(before.length + 2 * Long.BYTES + digest.length)
            .put(before)
            .putLong(seq)
            .putLong(receivedAt)
            .put(digest)
            .array());
  }

  /// Forgets what the records of a unit say; that they were there stays provable.
  static void forget(Connection connection, String unit) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update audit set line = null where line is not null"
                + " and ? in (json_extract(line, '$.unit'), json_extract(line, '$.person'))")) {
      update.setString(1, unit);
      update.executeUpdate();
    }
  }

  /// @param faults what is wrong, the first of them first
  /// @param head hash of the last record, in hexadecimal digits
  /// @param forgotten records whose line was erased on request
  /// @param sawHead whether a head that was asked for is one of the chain's hashes
  record Proof(
      long records, String head, long forgotten, List<String> faults, @Nullable Boolean sawHead) {
    Proof {
      faults = List.copyOf(faults);
    }

    boolean holds() {
      return faults.isEmpty() && !Boolean.FALSE.equals(sawHead);
    }
  }

  /// More than a person reads.
  private static final int MOST_FAULTS = 20;

  static Proof verify(Connection connection, @Nullable String wanted) throws SQLException {
    List<String> faults = new ArrayList<>();
    byte[] before = START;
    long records = 0;
    long forgotten = 0;
    boolean saw = false;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select seq, received_at, line, line_sha256, hash from audit order by seq")) {
      while (row.next() && faults.size() < MOST_FAULTS) {
        long seq = row.getLong(1);
        String line = row.getString(3);
        byte[] digest = row.getBytes(4);
        byte[] hash = row.getBytes(5);
        if (seq != records + 1) {
          faults.add(missing(records + 1, seq - 1));
        }
        if (line == null) {
          forgotten++;
        } else if (!MessageDigest.isEqual(
            digest, DeadLetters.sha256(line.getBytes(StandardCharsets.UTF_8)))) {
          faults.add("record %d was edited: its line does not have its digest".formatted(seq));
        }
        if (seq == records + 1
            && !MessageDigest.isEqual(hash, hash(before, seq, row.getLong(2), digest))) {
          faults.add(
              "record %d does not follow record %d: one of them was changed"
                  .formatted(seq, records));
        }
        saw |= HexFormat.of().formatHex(hash).equals(wanted);
        before = hash;
        records = seq;
      }
    }
    if (faults.size() < MOST_FAULTS) {
      head(connection, records, before, faults);
    }
    return new Proof(
        records,
        HexFormat.of().formatHex(before),
        forgotten,
        faults,
        wanted == null ? null : (Boolean) saw);
  }

  private static String missing(long from, long to) {
    return from == to
        ? "record %d is missing".formatted(from)
        : "records %d to %d are missing".formatted(from, to);
  }

  private static void head(Connection connection, long records, byte[] last, List<String> faults)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet head = statement.executeQuery("select records, hash from audit_head")) {
      if (!head.next()) {
        faults.add("the head is missing");
      } else if (head.getLong(1) > records) {
        faults.add(missing(records + 1, head.getLong(1)));
      } else if (!MessageDigest.isEqual(head.getBytes(2), last)) {
        faults.add("the head is not the hash of record " + records);
      }
    }
  }
}
