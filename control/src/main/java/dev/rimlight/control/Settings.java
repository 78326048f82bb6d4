package dev.rimlight.control;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.control.oidc.Oidc;
import dev.rimlight.control.publish.KvLeg;
import dev.rimlight.control.rejection.Rejected;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a control plane is told when it starts.
///
/// @param port 0 takes a free one
/// @param data folder of the publisher's key, and of the database unless it is elsewhere
/// @param database address of a PostgreSQL
/// @param environments the first also logs what is done with accounts and tokens
/// @param console folder of the built console
/// @param warehouse folder of Parquet, from which results are read
/// @param scripts whether authors may bring script into pages
/// @param requestsPerSecond of one sender; 0 for any number
/// @param oidc the provider by which people sign in beside passwords
/// @param smtp the server that takes mails to people
record Settings(
    String host,
    int port,
    Path data,
    Optional<String> database,
    List<OfEnvironment> environments,
    Optional<Path> console,
    Optional<Path> warehouse,
    Scripts scripts,
    Optional<Messenger.Smtp> smtp,
    int requestsPerSecond,
    Operating operating,
    Optional<Oidc> oidc,
    Secrets secrets) {
  static final int MAX_PORT = 65_535;
  static final int MOST_ENVIRONMENTS = 50;

  /// One environment.
  ///
  /// @param edges to which it is published
  /// @param ingest where the accounting of its events is asked for
  /// @param kv written to beside the edges
  record OfEnvironment(
      String key, List<URI> edges, Optional<URI> ingest, Optional<KvLeg.Namespace> kv) {
    OfEnvironment(String key, List<URI> edges, Optional<URI> ingest) {
      this(key, edges, ingest, Optional.empty());
    }

    OfEnvironment {
      if (!key.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
        throw new IllegalArgumentException(
            "--environment == \"%s\", must be 1 to 64 of a-z 0-9 _ - and begin with a letter or digit"
                .formatted(key));
      }
      edges = List.copyOf(edges);
      edges.forEach(edge -> requireHttp("--edge", edge));
      ingest.ifPresent(url -> requireHttp("--ingest", url));
    }
  }

  /// How it is watched over, and ends.
  ///
  /// @param openMetrics whether everybody may read the numbers
  /// @param rest how long it goes on serving when it has said that it ends
  /// @param tracing variables that say where spans go
  record Operating(boolean openMetrics, Duration rest, Map<String, String> tracing) {
    static final Duration LONGEST_REST = Duration.ofMinutes(5);

    Operating {
      tracing = Map.copyOf(tracing);
      if (rest.isNegative() || rest.compareTo(LONGEST_REST) > 0) {
        throw new IllegalArgumentException(
            "--drain-seconds == %d, must be in 0..%d"
                .formatted(rest.toSeconds(), LONGEST_REST.toSeconds()));
      }
    }
  }

  /// What comes by the environment of the process, so that no list of processes shows it.
  ///
  /// @param adminPassword of the first start; made up when absent
  /// @param token accepted as a bearer token
  /// @param ingestKey sent to the ingest as a bearer token
  /// @param databasePassword for the PostgreSQL
  record Secrets(
      Optional<String> adminPassword,
      Optional<String> token,
      Optional<String> ingestKey,
      Optional<String> databasePassword) {
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
    environments = List.copyOf(environments);
    if (environments.isEmpty() || environments.size() > MOST_ENVIRONMENTS) {
      throw new IllegalArgumentException(
          "%d environments, must be 1..%d".formatted(environments.size(), MOST_ENVIRONMENTS));
    }
    List<String> keys = environments.stream().map(OfEnvironment::key).toList();
    if (keys.stream().distinct().count() < keys.size()) {
      throw new IllegalArgumentException("--environment == %s, must differ".formatted(keys));
    }
    if (requestsPerSecond < 0) {
      throw new IllegalArgumentException(
          "--requests-per-second == %d, must be >= 0".formatted(requestsPerSecond));
    }
    database.ifPresent(Database::require);
    List<String> known = keys;
    oidc.ifPresent(provider -> requireScopes(provider, known));
  }

  private static void requireScopes(Oidc oidc, List<String> keys) {
    try {
      oidc.requireScopes(keys);
    } catch (Rejected e) {
      throw new IllegalArgumentException("--oidc-role: " + e.detail(), e);
    }
  }

  List<String> keys() {
    return environments.stream().map(OfEnvironment::key).toList();
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
