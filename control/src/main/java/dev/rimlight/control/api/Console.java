package dev.rimlight.control.api;

import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// The built console, read once into memory and compressed. A request can only name what was found
/// then, so no path leads out of the folder.
public final class Console {
  /// No console.
  public static final Console NONE = new Console(Map.of());

  static final long MAX_BYTES = 64L * 1024 * 1024;

  private static final String INDEX = "/index.html";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Map<String, Page> pages;

  private Console(Map<String, Page> pages) {
    this.pages = Map.copyOf(pages);
  }

  /// A file of the console.
  static final class Page {
    private final String contentType;
    private final byte[] bytes;
    private final byte[] gzipped;
    private final boolean hashed;

    private Page(String contentType, byte[] bytes, byte[] gzipped, boolean hashed) {
      this.contentType = contentType;
      this.bytes = bytes;
      this.gzipped = gzipped;
      this.hashed = hashed;
    }

    String contentType() {
      return contentType;
    }

    void send(ServerResponse response, boolean gzip) {
      response.send(gzip ? gzipped : bytes);
    }

    /// Whether its name changes with its content.
    boolean hashed() {
      return hashed;
    }
  }

  public static Console read(Path folder) throws IOException {
    Map<String, Page> pages = new HashMap<>();
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        bytes += Files.size(file);
        if (bytes > MAX_BYTES) {
          throw new IOException(folder + " has more than " + MAX_BYTES + " bytes, must have less");
        }
        String path = "/" + folder.relativize(file).toString().replace('\\', '/');
        pages.put(path, page(path, Files.readAllBytes(file)));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!pages.containsKey(INDEX)) {
      throw new NoSuchFileException(folder + INDEX);
    }
    return new Console(pages);
  }

  private static Page page(String path, byte[] bytes) throws IOException {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
      gzip.write(bytes);
    }
    return new Page(
        TYPES.getOrDefault(extension, "application/octet-stream"),
        bytes,
        gzipped.toByteArray(),
        path.startsWith("/assets/"));
  }

  /// The file, or for a page of the console its one HTML file; nothing for an asset that is not
  /// there.
  Optional<Page> find(String path) {
    Page page = pages.get(path);
    return page != null || isAsset(path)
        ? Optional.ofNullable(page)
        : Optional.ofNullable(pages.get(INDEX));
  }

  /// A dot in the last part means a file, except where it is part of a flag's or experiment's key.
  private static boolean isAsset(String path) {
    return path.startsWith("/assets/")
        || !path.startsWith("/environments/") && path.lastIndexOf('.') > path.lastIndexOf('/');
  }
}
