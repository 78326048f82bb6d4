package dev.rimlight.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Compares what visitors were told was taken with what the Parquet files hold. It reads the files
/// by itself, as any other program could, and asks none of the platform's code.
final class Proof {
  private Proof() {}

  /// @param stored rows in the warehouse, of all runs on this folder
  /// @param twice rows whose event id another row has, but for later reports of a vital
  /// @param missing exposures and orders that the edge took and the warehouse does not have
  /// @param invented orders in the warehouse that no visitor placed since the run began
  record Count(long stored, long twice, long missing, long invented) {}

  static Count count(Path warehouse, Tally tally, long sinceMillis) throws SQLException {
    String files =
        "read_parquet('"
            + warehouse
            + "/*/*/*.parquet', hive_partitioning = false, union_by_name = true)";
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      long stored = number(duck, "select count(*) from " + files);
      long ids =
          number(
              duck,
              "select count(distinct case when kind = 'vital' then event_id || '@' || isolate || '/' || seq"
                  + " else event_id end) from "
                  + files);
      Set<Tally.Exposure> exposures = new HashSet<>();
      Map<String, Integer> orders = new HashMap<>();
      try (var statement = duck.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select kind, unit, experiment, variant, event_id from "
                      + files
                      + " where (kind = 'exposure' or (kind = 'conversion' and name = 'order')) and epoch_ms(\"at\") >= "
                      + sinceMillis)) {
        while (rows.next()) {
          if (rows.getString(1).equals("exposure")) {
            exposures.add(
                new Tally.Exposure(rows.getString(2), rows.getString(3), rows.getString(4)));
          } else {
            orders.merge(rows.getString(5), 1, Integer::sum);
          }
        }
      }
      long missing =
          tally.exposed.stream().filter(exposure -> !exposures.contains(exposure)).count();
      missing += tally.orderIds.stream().filter(id -> !orders.containsKey(id)).count();
      long invented = orders.keySet().stream().filter(id -> !tally.orderIds.contains(id)).count();
      return new Count(stored, stored - ids, missing, invented);
    }
  }

  private static long number(Connection duck, String question) throws SQLException {
    try (var statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
