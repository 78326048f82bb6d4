package dev.rimlight.events.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/// One question's connection: the view `events` shows the parts that were current when it was
/// asked, so that all statements of one question see the same events.
final class Reading implements AutoCloseable {
  private final Connection connection;

  private Reading(Connection connection) {
    this.connection = connection;
  }

  static Reading of(DuckDBConnection duck, List<Part> parts) throws SQLException {
    Reading reading = new Reading(duck.duplicate());
    try {
      Duck.execute(
          reading.connection, Duck.text("part").replace("create table", "create temp table"));
      Duck.execute(reading.connection, view(parts));
      return reading;
    } catch (SQLException e) {
      reading.close();
      throw e;
    }
  }

  /// Every column of today is there, also when no part has it yet.
  static String view(List<Part> parts) {
    return "create temp view events as (select * from part) union all by name select * from "
        + Duck.rowsOf(parts);
  }

  void run(String statement) throws SQLException {
    Duck.execute(connection, statement);
  }

  /// All answers to a question.
  <R> List<R> run(String sql, Row<R> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      List<R> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.of(result));
      }
      return rows;
    }
  }

  /// Makes the table `exposed`: the units of one experiment.
  void expose(String experiment, Instant from) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Duck.text("exposed"))) {
      statement.setString(1, experiment);
      statement.setLong(2, from.toEpochMilli());
      statement.execute();
    }
  }

  /// Makes the table `metric`: which conversions belong to which metric.
  void ask(List<MetricQuestion> metrics) throws SQLException {
    Duck.execute(connection, "create temp table metric (metric varchar, event varchar)");
    for (MetricQuestion metric : metrics) {
      try (PreparedStatement statement =
          connection.prepareStatement("insert into metric values (?, ?)")) {
        statement.setString(1, metric.metric());
        statement.setString(2, metric.event());
        statement.execute();
      }
    }
  }

  /// Makes the table `step`: how long one is, and when the last ends.
  void step(Duration step, Instant until) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "create temp table step as"
                + " select cast(? as bigint) as millis, make_timestamp_ms(?) as until")) {
      statement.setLong(1, step.toMillis());
      statement.setLong(2, until.toEpochMilli());
      statement.execute();
    }
  }

  interface Row<R> {
    R of(ResultSet row) throws SQLException;
  }

  /// All answers to the question in `<name>.sql`.
  <R> List<R> rows(String name, Row<R> reader) throws SQLException {
    return run(Duck.text(name), reader);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
