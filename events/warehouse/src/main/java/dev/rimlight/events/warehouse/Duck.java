package dev.rimlight.events.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/// DuckDB in memory, and the SQL texts beside these classes.
final class Duck {
  private Duck() {}

  /// Nothing is fetched from the network, nothing is spilled beside the working directory.
  static DuckDBConnection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("temp_directory", "");
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
    removeUnpackedLibrary();
    return connection;
  }

  /// The driver unpacks 70 MB into the temporary folder and removes them at a normal exit only.
  /// Once loaded the file is not needed, so it goes at once, and a killed process leaves nothing
  /// behind.
  private static void removeUnpackedLibrary() throws SQLException {
    Path maps = Path.of("/proc/self/maps");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    if (!Files.isReadable(maps)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(maps)) {
        Path mapped = Path.of(line.substring(line.lastIndexOf(' ') + 1));
        boolean unpacked = String.valueOf(mapped.getFileName()).startsWith("libduckdb_java");
        if (unpacked && temporary.equals(mapped.getParent())) {
          Files.deleteIfExists(mapped);
        }
      }
    } catch (IOException e) {
      throw new SQLException("cannot remove the unpacked DuckDB library", e);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The text of `<name>.sql`.
  static String text(String name) {
    String resource = name + ".sql";
    try (InputStream in = Duck.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new WarehouseFailure("read " + resource, e);
    }
  }

  /// By name: a part that was written before a column came has null there.
  static String rowsOf(List<Part> parts) {
    String options = "], hive_partitioning = false, union_by_name = true)";
    return parts.stream()
        .map(part -> literal(part.file()))
        .collect(Collectors.joining(", ", "read_parquet([", options));
  }

  static String literal(Path file) {
    return literal(file.toString());
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
