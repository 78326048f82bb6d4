package dev.rimlight.control.api;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.TaggedEnvelope;
import dev.rimlight.control.publish.Watchers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/// What an operation answers.
sealed interface Answer {
  /// A value as JSON.
  record Value(int status, Object value, Map<String, String> headers) implements Answer {
    Value(Object value) {
      this(200, value, Map.of());
    }
  }

  /// A value that was written as JSON before, with the same compressed by gzip.
  final class Written implements Answer {
    private final byte[] json;
    private final byte[] gzip;

    private Written(byte[] json, byte[] gzip) {
      this.json = json;
      this.gzip = gzip;
    }

    static Written of(Object value) {
      byte[] json = Json.writeBytes(value);
      ByteArrayOutputStream gzip = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
        out.write(json);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Written(json, gzip.toByteArray());
    }

    /// The bytes themselves, to be sent and left as they are.
    byte[] bytes(boolean compressed) {
      return compressed ? gzip : json;
    }
  }

  /// Done, and nothing to say.
  record Nothing(Map<String, String> headers) implements Answer {}

  /// Another page for the browser, and the cookies that it takes along.
  record Redirect(String location, List<String> cookies) implements Answer {
    public Redirect {
      cookies = List.copyOf(cookies);
    }
  }

  /// Text as it is.
  record Text(String contentType, String text) implements Answer {}

  /// A file to be kept under a name; it goes, with its folder, once it was sent.
  record Download(String contentType, String name, Path file) implements Answer {}

  /// A signed envelope, or only its tag when the sender has it already.
  record Sealed(TaggedEnvelope envelope, boolean known) implements Answer {}

  /// Changes as they happen; `seen` is the last one that the client knows.
  record Stream(Environment environment, Watchers watchers, OptionalLong seen) implements Answer {}
}
