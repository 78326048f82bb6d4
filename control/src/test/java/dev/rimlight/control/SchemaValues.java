package dev.rimlight.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// Random values that a schema allows.
final class SchemaValues {
  /// Beyond it only what must be there is made: conditions hold conditions.
  private static final int DEPTH = 5;

  private static final int MOST_ITEMS = 3;

  /// Names that exist, so that some values mean something, and one for each pattern.
  private static final List<String> WORDS =
      List.of(
          "cta",
          "wording",
          "product",
          "plain",
          "eager",
          "visitor",
          "trial",
          "demo",
          "orders",
          "order",
          "a",
          "Z9._-z",
          "/",
          "/product/:id",
          "/a/*",
          "shop.example",
          "*.shop.example",
          "page=*",
          "EUR",
          "http://127.0.0.1:9/hook",
          "ops@localhost",
          "2026-11-25T12:00:00Z",
          "button.buy",
          "p",
          "<b>now</b>",
          "AAAAAAAAAAAA",
          "correct-horse",
          "admin",
          "");

  private final ApiDocument document;
  private final SplittableRandom random;

  SchemaValues(ApiDocument document, SplittableRandom random) {
    this.document = document;
    this.random = random;
  }

  Object value(Map<String, Object> schema) {
    return value(schema, 0);
  }

  private Object value(Map<String, Object> reference, int depth) {
    Map<String, Object> schema = document.followed(reference);
    Object constant = schema.get("const");
    if (constant != null) {
      return constant;
    }
    List<Object> words = ApiDocument.list(schema.get("enum"));
    if (!words.isEmpty()) {
      return words.get(random.nextInt(words.size()));
    }
    return switch (String.valueOf(schema.get("type"))) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" -> whole(schema);
      case "number" -> number(schema);
      case "boolean" -> random.nextBoolean();
      case "string" -> text(schema);
      default -> anything();
    };
  }

  private Object object(Map<String, Object> schema, int depth) {
    List<Object> required = ApiDocument.list(schema.get("required"));
    Map<String, Object> made = new LinkedHashMap<>();
    ApiDocument.object(schema.get("properties"))
        .forEach((name, property) -> {
          boolean wanted = depth < DEPTH && random.nextInt(2 + depth) == 0;
          if (required.contains(name) || wanted) {
            made.put(name, value(ApiDocument.object(property), depth + 1));
          }
        });
    if (schema.get("additionalProperties") instanceof Map<?, ?> others) {
      made.put(word(), value(ApiDocument.object(others), depth + 1));
    }
    return made;
  }

  private Object array(Map<String, Object> schema, int depth) {
    int least = bound(schema, "minItems", 0);
    int most = Math.min(bound(schema, "maxItems", MOST_ITEMS), Math.max(least, MOST_ITEMS));
    int count = depth < DEPTH ? least + random.nextInt(most - least + 1) : least;
    List<Object> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(value(ApiDocument.object(schema.get("items")), depth + 1));
    }
    return made;
  }

  private Object whole(Map<String, Object> schema) {
    long least = bound(schema, "minimum", -5);
    long most = Math.max(least, bound(schema, "maximum", 200_000));
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> most;
      default -> random.nextLong(least, most + 1);
    };
  }

  private Object number(Map<String, Object> schema) {
    double least = schema.get("minimum") instanceof Number number ? number.doubleValue() : -1;
    double most = schema.get("maximum") instanceof Number number ? number.doubleValue() : 1_000;
    return least + random.nextDouble() * (most - least);
  }

  private static int bound(Map<String, Object> schema, String name, int otherwise) {
    return schema.get(name) instanceof Number number ? number.intValue() : otherwise;
  }

  /// Now and then as long as it may be.
  private String text(Map<String, Object> schema) {
    int most = bound(schema, "maxLength", 500);
    int least = bound(schema, "minLength", 0);
    if (schema.get("pattern") instanceof String pattern) {
      Pattern allowed = Pattern.compile(pattern);
      List<String> fitting = WORDS.stream().filter(word -> allowed.matcher(word).find()).toList();
      return fitting.get(random.nextInt(fitting.size()));
    }
    if (random.nextInt(20) == 0) {
      return "x".repeat(most);
    }
    String word = word();
    return word.length() < least || word.length() > most ? "x".repeat(Math.max(1, least)) : word;
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private Object anything() {
    return switch (random.nextInt(5)) {
      case 0 -> word();
      case 1 -> random.nextInt();
      case 2 -> Map.of("attribute", word());
      case 3 -> List.of(word(), random.nextBoolean());
      default -> random.nextBoolean();
    };
  }
}
