package dev.rimlight.control;

import dev.rimlight.control.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the control plane keeps what it knows.
final class Database {
  private static final String PREFIX = "jdbc:postgresql://";
  static final String PASSWORD = "RIMLIGHT_DATABASE_PASSWORD";

  private Database() {}

  /// @param url of a PostgreSQL, or null for the file in the folder
  static Store open(@Nullable String url, Path data, Optional<String> password) throws IOException {
    return url == null ? Store.open(data) : Store.connect(withPassword(url, password));
  }

  static void require(String url) {
    boolean known = url.startsWith(PREFIX);
    if (!known || URI.create(url.substring("jdbc:".length())).getHost() == null) {
      throw new IllegalArgumentException(
          "--database == \"%s\", must be %shost/name".formatted(url, PREFIX));
    }
  }

  /// The password comes by the environment, so that no list of processes shows it.
  private static String withPassword(String url, Optional<String> password) {
    return password
        .map(secret ->
            url
                + (url.contains("?") ? "&" : "?")
                + "password="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8))
        .orElse(url);
  }
}
