package dev.rimlight.interop.eppo;

import dev.rimlight.core.hash.Hash;
import dev.rimlight.interop.json.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a document writes its texts. Obfuscated ones, which are sent to browsers, have MD5 digests
/// for what is looked up, and base64 for what is read.
enum Wording {
  PLAIN,
  OBFUSCATED;

  private static final String HEX = "0123456789abcdef";
  private static final Map<String, String> OPERATORS = new HashMap<>();

  static {
    for (String operator :
        List.of(
            "MATCHES",
            "NOT_MATCHES",
            "ONE_OF",
            "NOT_ONE_OF",
            "GT",
            "GTE",
            "LT",
            "LTE",
            "IS_NULL")) {
      OPERATORS.put(digest(operator), operator);
    }
  }

  static Wording of(Place document) {
    return "CLIENT".equals(document.at("format").value()) ? OBFUSCATED : PLAIN;
  }

  boolean obfuscated() {
    return this == OBFUSCATED;
  }

  /// Under which key a document has something of this name.
  String lookedUp(String name) {
    return obfuscated() ? digest(name) : name;
  }

  /// A text that is read, whatever it is written as.
  @Nullable Object read(Place place) {
    return place.value() instanceof String text ? text(place, text) : place.value();
  }

  String text(Place place) {
    return text(place, place.text());
  }

  private String text(Place place, String text) {
    if (!obfuscated()) {
      return text;
    }
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw place.wrong("must be base64");
    }
  }

  String operator(Place place) {
    String text = place.textOr("");
    return obfuscated() ? OPERATORS.getOrDefault(text, text) : text;
  }

  /// The value of IS_NULL.
  boolean truth(Place place) {
    return place.value() instanceof Boolean b ? b : digest("true").equals(place.value());
  }

  static String digest(String text) {
    Hash hash = Hash.of(Hash.Kind.MD5, 0).text(text);
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < hash.words(); i++) {
      for (int shift = 28; shift >= 0; shift -= 4) {
        hex.append(HEX.charAt(hash.word(i) >>> shift & 0xF));
      }
    }
    return hex.toString();
  }
}
