package dev.rimlight.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Makes bodies wrong: first their trees, then their text.
final class BrokenJson {
  /// Text that stands in a body as it is, e.g. a number that no Java type has.
  record Raw(String text) {}

  private static final List<Object> NASTY =
      List.of(
          new Raw("null"),
          new Raw("-0.0"),
          new Raw("1e308"),
          new Raw("1e999"),
          new Raw("-1e-999"),
          new Raw("99999999999999999999999999"),
          new Raw("2147483648"),
          new Raw("9007199254740993"),
          new Raw("9223372036854775808"),
          new Raw("0.1"),
          new Raw("-1"),
          new Raw("0"),
          new Raw("1" + "0".repeat(900)),
          new Raw("NaN"),
          true,
          "",
          " ",
          "NaN",
          "Infinity",
          "-1",
          "true",
          "null",
          "\0",
          "a\0b",
          "\ud800",
          "\udc00 and after",
          "\ud83d\ude00",
          "\u202e\u200b\ufeff",
          "e\u0301\u0327",
          "__proto__",
          "../../etc/passwd",
          "%2F%00",
          "'; drop table document; --",
          "<script>alert(1)</script>",
          "(a+)+$",
          "[",
          "{{}}%s%n$1",
          "x".repeat(300),
          "x".repeat(20_001),
          List.of(),
          Map.of(),
          List.of(List.of(List.of())),
          Map.of("a", Map.of("b", "\ud800")),
          new Raw("[".repeat(70) + "]".repeat(70)),
          new Raw("{\"not\":".repeat(50) + "1" + "}".repeat(50)));

  private final SplittableRandom random;

  BrokenJson(SplittableRandom random) {
    this.random = random;
  }

  /// The tree with something of it replaced, gone or new.
  Object broken(@Nullable Object tree) {
    boolean within = random.nextInt(8) > 0;
    if (within && tree instanceof Map<?, ?> map && !map.isEmpty()) {
      return broken(map);
    }
    if (within && tree instanceof List<?> list && !list.isEmpty()) {
      return broken(list);
    }
    return nasty();
  }

  private Map<String, Object> broken(Map<?, ?> map) {
    Map<String, Object> copy = ApiDocument.object(map);
    String name = new ArrayList<>(copy.keySet()).get(random.nextInt(copy.size()));
    switch (random.nextInt(5)) {
      case 0 -> copy.remove(name);
      case 1 -> copy.put(text(), nasty());
      default -> copy.put(name, broken(copy.get(name)));
    }
    return copy;
  }

  private List<Object> broken(List<?> list) {
    List<Object> copy = new ArrayList<>(list);
    int at = random.nextInt(copy.size());
    switch (random.nextInt(6)) {
      case 0 -> copy.remove(at);
      case 1 -> copy.add(copy.get(at));
      case 2 -> copy.add(nasty());
      default -> copy.set(at, broken(copy.get(at)));
    }
    return copy;
  }

  private Object nasty() {
    return NASTY.get(random.nextInt(NASTY.size()));
  }

  private String text() {
    return nasty() instanceof String text ? text : "unknown";
  }

  /// The text no longer JSON, or no longer UTF-8, or more of it than anybody wants.
  byte[] brokenText(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    int middle = text.isEmpty() ? 0 : random.nextInt(text.length());
    return switch (random.nextInt(12)) {
      case 0 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
      case 1 -> (text + "}").getBytes(StandardCharsets.UTF_8);
      case 2 -> (text + text).getBytes(StandardCharsets.UTF_8);
      case 3 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case 4 -> text.getBytes(StandardCharsets.UTF_16);
      case 5 -> "[".repeat(10_000).getBytes(StandardCharsets.UTF_8);
      case 6 -> "{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8);
      case 7 ->
          (text.substring(0, middle) + "\0" + text.substring(middle))
              .getBytes(StandardCharsets.UTF_8);
      case 8 -> flipped(body);
      case 9 -> text.replace("\"", "'").getBytes(StandardCharsets.UTF_8);
      case 10 -> ("{\"key\":1,\"key\":2," + text).getBytes(StandardCharsets.UTF_8);
      default ->
          List.of("null", "[]", "42", "\"text\"", " ", "NaN", "{}", "true")
              .get(random.nextInt(8))
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] flipped(byte[] body) {
    byte[] copy = body.clone();
    if (copy.length > 0) {
      copy[random.nextInt(copy.length)] = (byte) (128 + random.nextInt(128));
    }
    return copy;
  }

  /// JSON in ASCII, also of what Jackson would refuse to write.
  static byte[] write(Object tree) {
    StringBuilder json = new StringBuilder();
    write(tree, json);
    return json.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(@Nullable Object value, StringBuilder json) {
    switch (value) {
      case null -> json.append("null");
      case Raw(String text) -> json.append(text);
      case String text -> quote(text, json);
      case Map<?, ?> map -> {
        json.append('{');
        String between = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
          json.append(between);
          quote(String.valueOf(member.getKey()), json);
          json.append(':');
          write(member.getValue(), json);
          between = ",";
        }
        json.append('}');
      }
      case List<?> list -> {
        json.append('[');
        String between = "";
        for (Object item : list) {
          json.append(between);
          write(item, json);
          between = ",";
        }
        json.append(']');
      }
      default -> json.append(value);
    }
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
