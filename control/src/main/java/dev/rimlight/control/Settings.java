package dev.rimlight.control;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.document.Scripts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// All that a control plane is told when it starts.
///
/// @param port 0 takes a free one
/// @param data folder of the publisher's key, and of the database unless it is elsewhere
/// @param database address of a PostgreSQL
/// @param console folder of the built console
/// @param warehouse folder of Parquet, from which results are read
/// @param ingest where the accounting of events is asked for
/// @param scripts whether authors may bring script into pages
/// @param smtp the server that takes mails to people
record Settings(
    String host,
    int port,
    Path data,
    Optional<String> database,
    String environment,
    List<URI> edges,
    Optional<Path> console,
    Optional<Path> warehouse,
    Optional<URI> ingest,
    Scripts scripts,
    Optional<Messenger.Smtp> smtp,
    Secrets secrets) {
  static final int MAX_PORT = 65_535;

  /// What comes by the environment of the process, so that no list of processes shows it.
  ///
  /// @param adminPassword of the first start; made up when absent
  /// @param token accepted as a bearer token
  /// @param ingestKey sent to the ingest as a bearer token
  record Secrets(
      Optional<String> adminPassword, Optional<String> token, Optional<String> ingestKey) {
    Secrets {
      adminPassword.ifPresent(password ->
          requireChars(
              "RIMLIGHT_ADMIN_PASSWORD",
              password,
              Access.MIN_PASSWORD_CHARS,
              Access.MAX_PASSWORD_CHARS));
      token.ifPresent(secret ->
          requireChars("RIMLIGHT_TOKEN", secret, Access.MIN_TOKEN_CHARS, Integer.MAX_VALUE));
    }

    private static void requireChars(String name, String value, int min, int max) {
      if (value.length() < min || value.length() > max) {
        throw new IllegalArgumentException(
            "%s has %d characters, must have %s"
                .formatted(
                    name,
                    value.length(),
                    max == Integer.MAX_VALUE ? ">= " + min : min + ".." + max));
      }
    }
  }

  Settings {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "--port == %d, must be in 0..%d".formatted(port, MAX_PORT));
    }
    if (!environment.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      throw new IllegalArgumentException(
          "--environment == \"%s\", must be 1 to 64 of a-z 0-9 _ - and begin with a letter or digit"
              .formatted(environment));
    }
    database.ifPresent(Database::require);
    edges = List.copyOf(edges);
    edges.forEach(edge -> requireHttp("--edge", edge));
    ingest.ifPresent(url -> requireHttp("--ingest", url));
  }

  private static void requireHttp(String option, URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new IllegalArgumentException(
          "%s == \"%s\", must be an address that begins with http:// or https://"
              .formatted(option, url));
    }
  }
}
