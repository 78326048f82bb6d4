package dev.rimlight.control.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The database: one writer, one reader, and every change in one transaction.
///
/// In SQLite's write-ahead log readers see the last committed state while a writer works, so a
/// large publication does not hold up a page of the console.
public final class Store implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final HeldConnection writing;
  private final HeldConnection reading;
  private final Jdbi writer;
  private final Jdbi reader;

  private Store(HeldConnection writing, HeldConnection reading) {
    this.writing = writing;
    this.reading = reading;
    this.writer = jdbi(writing);
    this.reader = jdbi(reading);
  }

  /// Opens `control.db` in the folder, or makes it, and brings its schema up to date.
  public static Store open(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(folder.toString());
    }
    String url = "jdbc:sqlite:" + folder.resolve("control.db");
    SQLiteDataSource forWriting = source(url, SQLiteConfig.TransactionMode.IMMEDIATE);
    Flyway.configure()
        .dataSource(forWriting)
        .locations("classpath:dev/rimlight/control/store")
        .load()
        .migrate();
    try {
      return new Store(
          new HeldConnection(forWriting.getConnection()),
          new HeldConnection(source(url, SQLiteConfig.TransactionMode.DEFERRED).getConnection()));
    } catch (SQLException e) {
      throw new IOException(
          "cannot open " + folder.resolve("control.db") + ": " + e.getMessage(), e);
    }
  }

  private static SQLiteDataSource source(String url, SQLiteConfig.TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTransactionMode(mode);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  private static Jdbi jdbi(HeldConnection connection) {
    Jdbi jdbi = Jdbi.create(connection);
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(false);
    return jdbi;
  }

  /// One consistent view.
  public <T> T read(Function<Handle, T> question) {
    return reader.inTransaction(question::apply);
  }

  /// All or nothing.
  public <T> T write(Function<Handle, T> change) {
    return writer.inTransaction(change::apply);
  }

  @Override
  public void close() {
    try (writing;
        reading) {
      // both are closed, also when one fails
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("cannot close the database", e));
    }
  }
}
