package dev.rimlight.control.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// A PostgreSQL that several control planes may share. A lock of the database lets them write one
/// after the other, so that numbers follow each other as they do in SQLite.
final class Postgres implements Store.Database {
  private static final int CONNECTIONS = 10;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /// The first of the two numbers of our locks; no other program should use it.
  private static final int LOCKS = 0x52_69_6d_6c;

  private static final int WRITING = 0;

  /// Of locks that are somebody's duty, by duty and environment.
  private static final int DUTIES = LOCKS + 1;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Postgres(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    Store.configure(jdbi);
  }

  static Postgres connect(String url) throws IOException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setPoolName("control");
    try {
      HikariDataSource pool = new HikariDataSource(config);
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:dev/rimlight/control/store")
          .load()
          .migrate();
      return new Postgres(pool);
    } catch (HikariPool.PoolInitializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("cannot connect to the database: " + cause.getMessage(), e);
    }
  }

  @Override
  public <T> T read(Function<Handle, T> question) {
    return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, question::apply);
  }

  @Override
  public <T> T write(Function<Handle, T> change) {
    return jdbi.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> {
          handle.execute("select pg_advisory_xact_lock(?, ?)", LOCKS, WRITING);
          return change.apply(handle);
        });
  }

  /// The lock is the connection's: a control plane that dies gives it back.
  @Override
  public boolean alone(int lock, Runnable task) {
    return jdbi.withHandle(handle -> {
      boolean mine =
          handle
              .createQuery("select pg_try_advisory_lock(:locks, :lock)")
              .bind("locks", DUTIES)
              .bind("lock", lock)
              .mapTo(boolean.class)
              .one();
      if (!mine) {
        return false;
      }
      try {
        task.run();
        return true;
      } finally {
        handle.execute("select pg_advisory_unlock(?, ?)", DUTIES, lock);
      }
    });
  }

  @Override
  public void close() {
    pool.close();
  }
}
