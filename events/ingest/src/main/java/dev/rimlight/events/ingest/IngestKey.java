package dev.rimlight.events.ingest;

import dev.rimlight.operate.SecretVariables;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The shared secret of edge and ingest.
final class IngestKey {
  static final String VARIABLE = "RIMLIGHT_INGEST_KEY";
  static final int FEWEST_CHARACTERS = 16;

  private static final String SCHEME = "Bearer ";

  private final byte[] key;

  IngestKey(String key) {
    if (key.length() < FEWEST_CHARACTERS) {
      throw new IllegalArgumentException(
          "ingest key length == " + key.length() + ", must be >= " + FEWEST_CHARACTERS);
    }
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  /// From the file, or else from the environment.
  static Optional<String> given(@Nullable Path file) throws IOException {
    return file == null
        ? SecretVariables.ofProcess().read(VARIABLE)
        : Optional.of(Files.readString(file).strip());
  }

  void authorize(ServerRequest request) {
    if (!opens(request.headers().first(HeaderNames.AUTHORIZATION).orElse(""))) {
      throw new Problem(401, "Unauthorized", "Authorization must be \"Bearer <ingest key>\"");
    }
  }

  /// Takes as long for a wrong key as for the right one.
  boolean opens(String authorization) {
    String given = authorization.startsWith(SCHEME) ? authorization.substring(SCHEME.length()) : "";
    return MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
  }
}
