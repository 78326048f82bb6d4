package dev.rimlight.control.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// A file with one writer and one reader. In SQLite's write-ahead log readers see the last
/// committed state while a writer works, so a large publication does not hold up a page of the
/// console.
final class Sqlite implements Store.Database {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final HeldConnection writing;
  private final HeldConnection reading;
  private final Jdbi writer;
  private final Jdbi reader;

  private Sqlite(HeldConnection writing, HeldConnection reading) {
    this.writing = writing;
    this.reading = reading;
    this.writer = jdbi(writing);
    this.reader = jdbi(reading);
  }

  static Sqlite open(Path file) throws IOException {
    String url = "jdbc:sqlite:" + file;
    SQLiteDataSource forWriting = source(url, SQLiteConfig.TransactionMode.IMMEDIATE);
    Flyway.configure()
        .dataSource(forWriting)
        .locations("classpath:dev/rimlight/control/store")
        .load()
        .migrate();
    try {
      return new Sqlite(
          new HeldConnection(forWriting.getConnection()),
          new HeldConnection(source(url, SQLiteConfig.TransactionMode.DEFERRED).getConnection()));
    } catch (SQLException e) {
      throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
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
    Store.configure(jdbi);
    return jdbi;
  }

  @Override
  public <T> T read(Function<Handle, T> question) {
    return reader.inTransaction(question::apply);
  }

  @Override
  public <T> T write(Function<Handle, T> change) {
    return writer.inTransaction(change::apply);
  }

  /// Nobody else has the file.
  @Override
  public boolean alone(int lock, Runnable task) {
    task.run();
    return true;
  }

  @Override
  public void close() throws IOException {
    try (writing;
        reading) {
      // both are closed, also when one fails
    } catch (SQLException e) {
      throw new IOException("cannot close the database", e);
    }
  }
}
