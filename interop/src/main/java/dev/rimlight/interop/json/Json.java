package dev.rimlight.interop.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON as plain trees: `LinkedHashMap`, `ArrayList`, `String`, `Integer`, `Long`,
/// `BigInteger`, `Double`, `Boolean` and null, in the order of the document. Of a name that an
/// object has twice the last value counts, as in JavaScript.
public final class Json {
  /// Deeper documents are refused.
  public static final int DEPTH = 500;

  /// Longer numbers are refused.
  public static final int NUMBER_CHARS = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxNumberLength(NUMBER_CHARS)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /// The whole of `bytes` as one value; the caller has bounded their number.
  public static @Nullable Object read(byte[] bytes) throws InvalidJson {
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new InvalidJson("it is not UTF-8", e);
    }
  }

  public static @Nullable Object read(String text) throws InvalidJson {
    if (text.isBlank()) {
      throw new InvalidJson("it is empty");
    }
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JacksonException e) {
      throw new InvalidJson(e.getOriginalMessage() + where(e), e);
    }
  }

  private static String where(JacksonException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 0
        ? ""
        : ", line " + e.getLocation().getLineNr() + " column " + e.getLocation().getColumnNr();
  }
}
