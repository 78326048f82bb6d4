package dev.rimlight.control.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON text to trees and back. A key that comes twice is malformed: two readers could take
/// different ones.
public final class Json {
  static final int DEPTH = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};

  private Json() {}

  /// The object in a body; otherwise the rejection says at which line and column it breaks.
  public static Map<String, Object> readObject(byte[] body) {
    try {
      Map<String, Object> tree = MAPPER.readValue(body, OBJECT);
      if (tree == null) {
        throw new Rejected(Rejection.MALFORMED_JSON, "the body is null, must be an object");
      }
      requireText("", tree);
      return tree;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new Rejected(
          Rejection.MALFORMED_JSON,
          at == null || at.getLineNr() < 1
              ? e.getOriginalMessage()
              : "line %d, column %d: %s"
                  .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
    }
  }

  private static void requireText(String pointer, @Nullable Object value) {
    switch (value) {
      case String text -> requireText(pointer, text);
      case Map<?, ?> map ->
          map.forEach((name, member) -> {
            requireText("a name in " + (pointer.isEmpty() ? "the body" : pointer), (String) name);
            requireText(pointer + "/" + name, member);
          });
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          requireText(pointer + "/" + i, list.get(i));
        }
      }
      case null, default -> {}
    }
  }

  /// UTF-8 has no half of a surrogate pair, and PostgreSQL keeps no U+0000.
  public static void requireText(String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw new Rejected(
            Rejection.INVALID_REQUEST,
            "%s holds U+%04X at %d, must hold neither U+0000 nor half of a surrogate pair"
                .formatted(what, c, i));
      }
      i += Character.charCount(c) - 1;
    }
  }

  /// Text that this program wrote itself.
  public static Map<String, Object> readStored(String text) {
    return MAPPER.readValue(text, OBJECT);
  }

  public static List<Object> readList(String text) {
    return MAPPER.readValue(text, LIST);
  }

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static byte[] writeBytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
