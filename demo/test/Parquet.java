import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Asks the warehouse's files as any other program could: prints each row of a question as one line
/// of JSON. Run from its source, with DuckDB on the class path.
final class Parquet {
  private Parquet() {}

  public static void main(String[] args) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery("select to_json(answer) from (" + args[0] + ") answer")) {
      while (rows.next()) {
        System.out.println(rows.getString(1));
      }
    }
  }
}
