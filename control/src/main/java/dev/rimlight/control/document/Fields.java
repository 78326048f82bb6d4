package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One JSON object while it is read: fields are taken by name, and what nobody took is refused at
/// [#end()].
final class Fields {
  static final int KEY_CHARS = 64;
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private final Map<String, ?> tree;
  private final String pointer;
  private final Set<String> taken = new LinkedHashSet<>();

  Fields(Map<String, ?> tree, String pointer) {
    this.tree = tree;
    this.pointer = pointer;
  }

  static Fields of(Object node, String pointer) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new InvalidDefinition(
          "wrong_type", pointer, shown(pointer, node) + ", must be an object");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return new Fields(fields, pointer);
  }

  String pointer() {
    return pointer;
  }

  String pointer(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /// Counts as read without being looked at: another reader checks it.
  Fields leave(String... names) {
    taken.addAll(List.of(names));
    return this;
  }

  String key(String name) {
    String key = text(name, KEY_CHARS);
    requireKey(key, pointer(name));
    return key;
  }

  static void requireKey(String key, String pointer) {
    if (!validKey(key)) {
      throw new InvalidDefinition(
          "invalid_key",
          pointer,
          "%s == \"%s\", must be 1 to %d of a-z 0-9 _ . - and begin with a letter or digit"
              .formatted(last(pointer), key, KEY_CHARS));
    }
  }

  private static boolean validKey(String key) {
    return !key.isEmpty()
        && key.length() <= KEY_CHARS
        && key.chars().allMatch(c -> alphanumeric(c) || c == '_' || c == '.' || c == '-')
        && alphanumeric(key.charAt(0));
  }

  private static boolean alphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  String text(String name, int maxChars) {
    return optionalText(name, maxChars).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name, int maxChars) {
    Object value = take(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      throw wrong(name, value, "must be a string");
    }
    if (text.length() > maxChars) {
      throw new InvalidDefinition(
          "text_too_long",
          pointer(name),
          "%s has %d characters, must be <= %d".formatted(name, text.length(), maxChars));
    }
    return Optional.of(text);
  }

  OptionalLong optionalInteger(String name, long min, long max) {
    Object value = take(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!(value instanceof Integer || value instanceof Long)) {
      throw wrong(name, value, "must be an integer");
    }
    long number = ((Number) value).longValue();
    if (number < min || number > max) {
      throw new InvalidDefinition(
          code(name) + "_out_of_range",
          pointer(name),
          "%s == %d, must be in %d..%d".formatted(name, number, min, max));
    }
    return OptionalLong.of(number);
  }

  /// A finite number; JSON has no other.
  OptionalDouble optionalNumber(String name, double min, double max) {
    Object value = take(name);
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value instanceof Number written)) {
      throw wrong(name, value, "must be a number");
    }
    double number = written.doubleValue();
    if (!(number >= min && number <= max)) {
      throw new InvalidDefinition(
          code(name) + "_out_of_range",
          pointer(name),
          "%s == %s, must be in %s..%s".formatted(name, value, plain(min), plain(max)));
    }
    return OptionalDouble.of(number);
  }

  private static String plain(double bound) {
    return new BigDecimal(String.valueOf(bound)).stripTrailingZeros().toPlainString();
  }

  long integer(String name, long min, long max) {
    return optionalInteger(name, min, max).orElseThrow(() -> missing(name));
  }

  boolean truth(String name) {
    Object value = take(name);
    if (value == null) {
      return false;
    }
    if (!(value instanceof Boolean truth)) {
      throw wrong(name, value, "must be true or false");
    }
    return truth;
  }

  /// The constant whose word is written there.
  <E extends Enum<E>> E oneOf(String name, List<E> constants, Function<E, String> word) {
    return optionalOneOf(name, constants, word).orElseThrow(() -> missing(name));
  }

  <E extends Enum<E>> Optional<E> optionalOneOf(
      String name, List<E> constants, Function<E, String> word) {
    return optionalText(name, KEY_CHARS).map(written -> constant(name, written, constants, word));
  }

  private <E extends Enum<E>> E constant(
      String name, String written, List<E> constants, Function<E, String> word) {
    return constants.stream()
        .filter(constant -> word.apply(constant).equals(written))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                name,
                written,
                "must be one of " + String.join(", ", constants.stream().map(word).toList())));
  }

  <T> List<T> list(String name, int min, int max, BiFunction<Object, String, T> read) {
    Object value = take(name);
    if (value == null && min == 0) {
      return List.of();
    }
    if (value == null) {
      throw missing(name);
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(name, value, "must be a list");
    }
    if (list.size() < min || list.size() > max) {
      throw new InvalidDefinition(
          code(name) + "_out_of_range",
          pointer(name),
          "%s has %d entries, must be %d..%d".formatted(name, list.size(), min, max));
    }
    List<T> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      String at = pointer(name) + "/" + i;
      Object item = list.get(i);
      if (item == null) {
        throw new InvalidDefinition("wrong_type", at, last(at) + " == null, must have a value");
      }
      items.add(read.apply(item, at));
    }
    return List.copyOf(items);
  }

  <T> Optional<T> optional(String name, BiFunction<Object, String, T> read) {
    Object value = take(name);
    return value == null ? Optional.empty() : Optional.of(read.apply(value, pointer(name)));
  }

  /// An item of a list that is text of a form.
  static String matching(Object item, String pointer, Pattern form) {
    if (!(item instanceof String text) || !form.matcher(text).matches()) {
      throw new InvalidDefinition(
          "invalid_item", pointer, shown(pointer, item) + ", must be a match of " + form);
    }
    return text;
  }

  /// Refuses the field, `why` it has no place here; it may be null.
  void absent(String name, String why) {
    Object value = take(name);
    if (value != null) {
      throw wrong(name, value, "must be absent " + why);
    }
  }

  /// Refuses the first field that nobody took.
  void end() {
    for (String name : tree.keySet()) {
      if (!taken.contains(name)) {
        throw new InvalidDefinition(
            "unknown_field",
            pointer(name),
            "%s is unknown, must be one of %s".formatted(name, String.join(", ", taken)));
      }
    }
  }

  boolean has(String name) {
    return tree.get(name) != null;
  }

  private @Nullable Object take(String name) {
    taken.add(name);
    return tree.get(name);
  }

  InvalidDefinition missing(String name) {
    return new InvalidDefinition(
        "missing_field", pointer(name), name + " is missing, must be given");
  }

  InvalidDefinition wrong(String name, Object value, String bound) {
    return new InvalidDefinition(
        "invalid_" + code(name), pointer(name), shown(pointer(name), value) + ", " + bound);
  }

  /// A field's name as codes spell it.
  private static String code(String name) {
    return CAPITAL.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT);
  }

  private static String shown(String pointer, Object value) {
    String text = String.valueOf(value);
    String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return last(pointer) + " == " + (value instanceof String ? "\"" + cut + "\"" : cut);
  }

  private static String last(String pointer) {
    return pointer.isEmpty() ? "the document" : pointer.substring(pointer.lastIndexOf('/') + 1);
  }
}
