package dev.rimlight.bench;

import java.sql.DriverManager;

/// Counts the events under a folder as a stranger would, with DuckDB alone: rows, and different
/// ids.
final class CountRows {
  private CountRows() {}

  public static void main(String[] arguments) throws Exception {
    String files = arguments[0].replace("'", "''") + "/*/*/*.parquet";
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*), count(distinct hash(event_id)) from read_parquet('"
                    + files
                    + "')")) {
      rows.next();
      System.out.println("{\"rows\":" + rows.getLong(1) + ",\"ids\":" + rows.getLong(2) + "}");
    }
  }
}
