package dev.rimlight.control;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The database under a test: SQLite in its folder, or, with `-Drimlight.database=postgresql`, a
/// database of its own in a PostgreSQL that runs as long as the tests do.
final class TestDatabase {
  private static final Set<String> MADE = ConcurrentHashMap.newKeySet();
  private static @Nullable EmbeddedPostgres server;

  private TestDatabase() {}

  static boolean isPostgres() {
    return "postgresql".equals(System.getProperty("rimlight.database"));
  }

  /// The same for the same folder, so that a control plane started again finds what was there.
  static Optional<String> url(Path data) {
    return isPostgres() ? Optional.of(postgres(data)) : Optional.empty();
  }

  static synchronized String postgres(Path data) {
    String name = "test_" + Integer.toHexString(data.toAbsolutePath().toString().hashCode());
    EmbeddedPostgres running = server();
    if (MADE.add(name)) {
      try (Connection connection = running.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return running.getJdbcUrl("postgres", name);
  }

  private static EmbeddedPostgres server() {
    EmbeddedPostgres running = server;
    if (running == null) {
      try {
        running = EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server = running;
    }
    return running;
  }

  private static Connection connect(Path data) throws SQLException {
    return DriverManager.getConnection(
        url(data).orElse("jdbc:sqlite:" + data.resolve("control.db")));
  }

  static void run(Path data, String sql) throws SQLException {
    try (Connection connection = connect(data);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first column of all rows.
  static String text(Path data, String sql) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Connection connection = connect(data);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        text.append(row.getString(1)).append('\n');
      }
    }
    return text.toString();
  }
}
