package dev.rimlight.events.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The lines of one request, each checked.
record Batch(List<Line> lines) {
  /// Of the body as it comes and as it is after inflation.
  static final int MOST_BYTES = 1 << 20;

  static final int MOST_LINES = 1_000;

  private static final JsonFactory JSON = new JsonFactory();

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

  /// The elements of an array are the lines, numbered from 1, each as it stands in the text: what
  /// is kept is what came. A single object is an array of one.
  static Batch ofJson(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    List<Line> lines = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        add(lines, element(parser, text));
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          add(lines, element(parser, text));
        }
      } else {
        throw Problem.badRequest("body must be a JSON array of events, or one event");
      }
      if (parser.nextToken() != null) {
        throw Problem.badRequest("body goes on after the JSON document");
      }
    } catch (JacksonException e) {
      throw Problem.badRequest("body is not JSON: " + e.getOriginalMessage());
    }
    return new Batch(lines);
  }

  private static String element(JsonParser parser, String text) {
    long from = parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    return text.substring((int) from, (int) parser.currentLocation().getCharOffset()).strip();
  }

  private static void add(List<Line> lines, String text) {
    if (lines.size() == MOST_LINES) {
      throw Problem.tooLarge("lines > " + MOST_LINES + ", must be <= " + MOST_LINES);
    }
    lines.add(EventLine.parse(lines.size() + 1, text));
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
