package dev.rimlight.control.store;

import dev.rimlight.control.document.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// All rows of a database in a ZIP file, a file of JSON lines for each table: the same from SQLite
/// and PostgreSQL, and it can be put back into either.
public final class Backup {
  /// In an order in which each names only those before it.
  private static final List<String> TABLES =
      List.of(
          "account",
          "account_role",
          "vouched_account",
          "service_token",
          "environment",
          "document",
          "published_document",
          "document_version",
          "remark",
          "environment_policy",
          "publication_request",
          "approval",
          "revision",
          "kill",
          "change_log",
          "frozen_results",
          "alert",
          "alert_channel",
          "alert_rule",
          "erasure_receipt");

  private static final String SCHEMA = "schema.json";
  private static final String LINES = ".ndjson";

  private Backup() {}

  /// What is kept: all but sessions, and messages that are still to be told.
  public static List<String> tables() {
    return TABLES;
  }

  /// Writes one consistent view; sessions are left out. Returns how many rows each table has.
  public static Map<String, Long> write(Store store, OutputStream out, Map<String, byte[]> files) {
    return store.read(handle -> {
      Map<String, Long> rows = new LinkedHashMap<>();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        put(zip, SCHEMA, Json.writeBytes(Map.of("version", schema(handle))));
        for (String table : TABLES) {
          zip.putNextEntry(new ZipEntry(table + LINES));
          rows.put(table, lines(handle, table, zip));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          put(zip, file.getKey(), file.getValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the backup: " + e.getMessage(), e);
      }
      return rows;
    });
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
  }

  private static String schema(Handle handle) {
    return handle
        .createQuery(
            "select \"version\" from flyway_schema_history order by installed_rank desc limit 1")
        .mapTo(String.class)
        .one();
  }

  private static long lines(Handle handle, String table, OutputStream out) throws IOException {
    long rows = 0;
    try (var found = handle.createQuery("select * from " + table).mapToMap().stream()) {
      for (Map<String, Object> row : (Iterable<Map<String, Object>>) found::iterator) {
        out.write(Json.writeBytes(new TreeMap<>(row)));
        out.write('\n');
        rows++;
      }
    }
    return rows;
  }

  /// Puts all back into a database that has nothing yet, in one transaction. Returns the other
  /// files.
  public static Map<String, byte[]> restore(Store store, InputStream in) {
    return store.write(handle -> {
      if (handle.createQuery("select count(*) from account").mapTo(long.class).one() > 0) {
        throw new IllegalArgumentException(
            "the database has accounts already, must be empty to take a backup");
      }
      Map<String, byte[]> files = new LinkedHashMap<>();
      try (ZipInputStream zip = new ZipInputStream(in)) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          String name = entry.getName();
          if (name.equals(SCHEMA)) {
            requireSchema(handle, zip.readAllBytes());
          } else if (name.endsWith(LINES)) {
            insert(handle, name.substring(0, name.length() - LINES.length()), zip);
          } else {
            files.put(name, zip.readAllBytes());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the backup: " + e.getMessage(), e);
      }
      if (files.isEmpty()) {
        throw new IllegalArgumentException("the file is no backup of a control plane");
      }
      return files;
    });
  }

  private static void requireSchema(Handle handle, byte[] json) {
    Object theirs = Json.readObject(json).get("version");
    if (!schema(handle).equals(theirs)) {
      throw new IllegalArgumentException(
          "the backup's schema is %s, must be %s: take it with the program that made it"
              .formatted(theirs, schema(handle)));
    }
  }

  private static void insert(Handle handle, String table, ZipInputStream zip) throws IOException {
    if (!TABLES.contains(table)) {
      throw new IllegalArgumentException("table %s is not known".formatted(table));
    }
    BufferedReader lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Map<String, @Nullable Object> row = new TreeMap<>(Json.readStored(line));
      String columns = String.join(", ", row.keySet());
      String values =
          row.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
      handle
          .createUpdate("insert into %s (%s) values (%s)".formatted(table, columns, values))
          .bindMap(row)
          .execute();
    }
  }
}
