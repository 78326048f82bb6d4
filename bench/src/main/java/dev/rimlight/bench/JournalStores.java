package dev.rimlight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// The same journal on several embedded stores: each transaction takes in so many events, knows the
/// repeated ones by their id, and is on the disk before the next begins.
final class JournalStores {
  private static final String LINE = "x".repeat(225);
  private static final double REPEATED = 0.2;

  private JournalStores() {}

  /// One store with a journal in it.
  interface Store extends AutoCloseable {
    /// Takes in what is new, durably; returns how many that were.
    int append(long[] ids) throws Exception;

    @Override
    void close() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    long events = Long.parseLong(arguments[0]);
    StringBuilder said = new StringBuilder("{");
    for (String name : new String[] {"sqlite", "duckdb"}) {
      for (int batch : new int[] {500, 10_000}) {
        long most = name.equals("duckdb") && batch < 1_000 ? events / 10 : events;
        said.append(said.length() > 1 ? "," : "")
            .append("\"%s, %d in a transaction\":".formatted(name, batch))
            .append(measure(name, batch, most));
      }
    }
    System.out.println(said.append("}"));
  }

  private static String measure(String name, int batch, long events) throws Exception {
    Path folder = Files.createTempDirectory("rimlight-stores");
    try {
      SplittableRandom random = new SplittableRandom(1);
      long next = 0;
      long taken = 0;
      long offered = 0;
      long began = System.nanoTime();
      long half = 0;
      try (Store store = open(name, folder)) {
        while (next < events) {
          long[] ids = new long[batch];
          for (int i = 0; i < batch; i++) {
            boolean repeated = next > 0 && random.nextDouble() < REPEATED;
            ids[i] = repeated ? Math.max(0, next - 1 - random.nextInt(5_000)) : next++;
          }
          taken += store.append(ids);
          offered += batch;
          if (half == 0 && next >= events / 2) {
            half = System.nanoTime();
          }
        }
        if (taken != next) {
          throw new IllegalStateException(name + " took " + taken + ", must be " + next);
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      double secondHalf = (System.nanoTime() - half) / 1e9;
      return String.format(
          Locale.ROOT,
          "{\"events\":%d,\"newPerSecond\":%d,\"secondHalfPerSecond\":%d,\"offeredPerSecond\":%d,\"mib\":%d}",
          next,
          Math.round(next / seconds),
          Math.round(next / 2.0 / secondHalf),
          Math.round(offered / seconds),
          size(folder) >> 20);
    } finally {
      delete(folder);
    }
  }

  private static Store open(String name, Path folder) throws Exception {
    return switch (name) {
      case "sqlite" ->
          new Sql(
              "jdbc:sqlite:" + folder.resolve("j") + "?journal_mode=WAL&synchronous=FULL",
              "insert into event values (?, ?, ?) on conflict (id) do nothing");
      case "duckdb" -> new Duck(folder);
      default -> throw new IllegalArgumentException("store == " + name);
    };
  }

  /// @return an id as long as the edge's
  private static String id(long number) {
    return "%022x".formatted(number * 0x9E3779B97F4A7C15L);
  }

  private static final class Sql implements Store {
    private final Connection connection;
    private final PreparedStatement insert;
    private long seq;

    Sql(String url, String insert) throws SQLException {
      this.connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table event (seq bigint primary key, id varchar not null unique, line varchar)");
      }
      connection.setAutoCommit(false);
      this.insert = connection.prepareStatement(insert);
    }

    @Override
    public int append(long[] ids) throws SQLException {
      int taken = 0;
      for (long each : ids) {
        insert.setLong(1, seq + 1);
        insert.setString(2, id(each));
        insert.setString(3, LINE);
        if (insert.executeUpdate() == 1) {
          seq++;
          taken++;
        }
      }
      connection.commit();
      return taken;
    }

    @Override
    public void close() throws SQLException {
      insert.close();
      connection.close();
    }
  }

  /// Rows come by the appender and are joined against the known ids: single inserts are a hundred
  /// times slower here.
  private static final class Duck implements Store {
    private final DuckDBConnection connection;
    private long seq;

    Duck(Path folder) throws SQLException {
      this.connection =
          DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("j"))
              .unwrap(DuckDBConnection.class);
      execute("create table event (seq bigint, id varchar not null, line varchar)");
      execute("create temp table incoming (place bigint, id varchar, line varchar)");
      connection.setAutoCommit(false);
    }

    @Override
    public int append(long[] ids) throws SQLException {
      execute("delete from incoming");
      try (DuckDBAppender appender = connection.createAppender("temp", "main", "incoming")) {
        for (int i = 0; i < ids.length; i++) {
          appender.beginRow();
          appender.append((long) i);
          appender.append(id(ids[i]));
          appender.append(LINE);
          appender.endRow();
        }
      }
      int taken;
      try (Statement statement = connection.createStatement()) {
        taken =
            statement.executeUpdate(
                """
                insert into event
                select %d + row_number() over (order by min(place)), incoming.id, any_value(incoming.line)
                from incoming anti join event on event.id = incoming.id
                group by incoming.id
                """
                    .formatted(seq));
      }
      connection.commit();
      seq += taken;
      return taken;
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
