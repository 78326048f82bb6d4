package dev.rimlight.control.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionFactory;

/// One open connection that is lent to one caller at a time. A connection per transaction would
/// cost ten times the transaction itself in SQLite.
final class HeldConnection implements ConnectionFactory, AutoCloseable {
  private final Connection connection;
  private final ReentrantLock lent = new ReentrantLock();

  HeldConnection(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Connection openConnection() {
    lent.lock();
    return connection;
  }

  @Override
  public void closeConnection(Connection returned) {
    lent.unlock();
  }

  @Override
  public void close() throws SQLException {
    lent.lock();
    try {
      connection.close();
    } finally {
      lent.unlock();
    }
  }
}
