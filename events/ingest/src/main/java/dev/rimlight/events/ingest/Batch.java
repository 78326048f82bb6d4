package dev.rimlight.events.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The lines of one request, each checked.
record Batch(List<Line> lines) {
  /// Of the body as it comes and as it is after inflation.
  static final int MOST_BYTES = 1 << 20;

  static final int MOST_LINES = 1_000;

  Batch {
    lines = List.copyOf(lines);
  }

  /// Empty lines are no lines, but count in the numbering.
  static Batch of(byte[] body) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String text : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      if (!text.isBlank()) {
        if (lines.size() == MOST_LINES) {
          throw Problem.tooLarge("lines > " + MOST_LINES + ", must be <= " + MOST_LINES);
        }
        lines.add(EventLine.parse(number, text.strip()));
      }
    }
    return new Batch(lines);
  }

  /// Reads to the end, or to the first byte too many.
  static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      body.write(buffer, 0, read);
      if (body.size() > MOST_BYTES) {
        throw Problem.tooLarge("body > " + MOST_BYTES + " bytes, must be <= " + MOST_BYTES);
      }
    }
    return body.toByteArray();
  }
}
