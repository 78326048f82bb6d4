package dev.rimlight.control.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/// The database, with every change in one transaction and one change at a time: SQLite in a folder,
/// or a PostgreSQL that several control planes share.
public final class Store implements AutoCloseable {
  private final Database database;
  private volatile Stopwatch stopwatch = (_, _) -> {};

  private Store(Database database) {
    this.database = database;
  }

  /// Opens `control.db` in the folder, or makes it, and brings its schema up to date.
  public static Store open(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(folder.toString());
    }
    return new Store(Sqlite.open(folder.resolve("control.db")));
  }

  /// Connects to a PostgreSQL, and brings its schema up to date.
  ///
  /// @param url `jdbc:postgresql://...`, with user and password or without
  public static Store connect(String url) throws IOException {
    return new Store(Postgres.connect(url));
  }

  /// Whether others may change it too.
  public boolean shared() {
    return database instanceof Postgres;
  }

  /// One consistent view.
  public <T> T read(Function<Handle, T> question) {
    return timed("read", () -> database.read(question));
  }

  /// All or nothing.
  public <T> T write(Function<Handle, T> change) {
    return timed("write", () -> database.write(change));
  }

  private <T> T timed(String kind, Supplier<T> transaction) {
    long began = System.nanoTime();
    try {
      return transaction.get();
    } finally {
      stopwatch.took(kind, System.nanoTime() - began);
    }
  }

  /// Hears how long each transaction took, with what it waited.
  public interface Stopwatch {
    /// One that was to read or to write.
    void took(String kind, long nanos);
  }

  public void time(Stopwatch by) {
    stopwatch = by;
  }

  /// Runs `task` if nobody else who shares the database holds this duty in the environment, and
  /// keeps others from it meanwhile. False when somebody does.
  public boolean alone(Duty duty, String environment, Runnable task) {
    return database.alone(31 * environment.hashCode() + duty.lock(), task);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }

  /// What only one of several control planes does at a time.
  public enum Duty {
    ALERTS(1),
    SCHEDULE(2);

    private final int lock;

    Duty(int lock) {
      this.lock = lock;
    }

    /// Goes into the number of its lock in a shared database; it must stay.
    int lock() {
      return lock;
    }
  }

  /// What differs between the two.
  sealed interface Database permits Sqlite, Postgres {
    <T> T read(Function<Handle, T> question);

    <T> T write(Function<Handle, T> change);

    boolean alone(int lock, Runnable task);

    void close() throws IOException;
  }

  static void configure(Jdbi jdbi) {
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(false);
  }
}
