package dev.rimlight.events.ingest;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// What a request carries: one of two forms, as it is or compressed, and never larger than a batch
/// may be, before and after inflation.
final class Body {
  static final String NDJSON = "application/x-ndjson";
  static final String JSON = "application/json";

  private Body() {}

  static Batch batch(ServerRequest request) throws IOException {
    String type = type(request);
    return switch (type) {
      case NDJSON -> Batch.of(read(request));
      case JSON -> Batch.ofJson(read(request));
      default ->
          throw new Problem(
              415,
              "Unsupported media type",
              "Content-Type == \"" + type + "\", must be " + NDJSON + " or " + JSON);
    };
  }

  static byte[] read(ServerRequest request) throws IOException {
    String encoding = encoding(request);
    byte[] raw = Batch.read(request.content().inputStream());
    return switch (encoding) {
      case "identity" -> raw;
      case "gzip" -> inflated(raw);
      default ->
          throw new Problem(
              415,
              "Unsupported media type",
              "Content-Encoding == \"" + encoding + "\", must be gzip or absent");
    };
  }

  /// The most that the body can take in memory, as far as that is known before it is read.
  static int mostBytes(ServerRequest request) {
    long told = request.headers().contentLength().orElse(Batch.MOST_BYTES);
    return encoding(request).equals("identity")
        ? (int) Math.min(told, Batch.MOST_BYTES)
        : Batch.MOST_BYTES;
  }

  private static String type(ServerRequest request) {
    return request
        .headers()
        .contentType()
        .map(HttpMediaType::mediaType)
        .map(m -> m.text())
        .orElse("");
  }

  private static String encoding(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.CONTENT_ENCODING)
        .orElse("identity")
        .toLowerCase(Locale.ROOT);
  }

  private static byte[] inflated(byte[] gzip) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return Batch.read(in);
    } catch (IOException e) {
      throw Problem.badRequest("body is not gzip: " + e.getMessage());
    }
  }
}
