package dev.rimlight.interop.compose;

import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What JavaScript makes of JSON trees (ECMA-262), as far as documents and contexts are read.
public final class JavaScript {
  /// Above this, names of members are no array indexes.
  private static final long MOST_INDEX = (1L << 32) - 2;

  private JavaScript() {}

  /// `Boolean(tree)`
  public static boolean truthy(@Nullable Object tree) {
    return switch (tree) {
      case null -> false;
      case Boolean b -> b;
      case String text -> !text.isEmpty();
      case Number number -> number.doubleValue() != 0;
      default -> true;
    };
  }

  /// `String(tree)`
  public static String text(@Nullable Object tree) {
    return switch (tree) {
      case null -> "null";
      case String text -> text;
      case Number number -> NumberText.of(number.doubleValue());
      case List<?> list -> {
        List<String> parts = new ArrayList<>();
        list.forEach(element -> parts.add(element == null ? "" : text(element)));
        yield String.join(",", parts);
      }
      case Map<?, ?> map -> "[object Object]";
      default -> tree.toString();
    };
  }

  /// What a document of sticky bucketing has for a value: the text itself, else its JSON.
  public static String textOrJson(@Nullable Object tree) {
    return tree instanceof String text ? text : JsonText.of(ordered(tree));
  }

  /// The tree with the members of objects in JavaScript's order: indexes first, by number.
  public static @Nullable Object ordered(@Nullable Object tree) {
    return switch (tree) {
      case List<?> list -> {
        List<@Nullable Object> elements = new ArrayList<>(list.size());
        list.forEach(element -> elements.add(ordered(element)));
        yield elements;
      }
      case Map<?, ?> map -> {
        Map<Long, @Nullable Object> indexed = new TreeMap<>();
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> {
          String name = String.valueOf(key);
          if (isIndex(name)) {
            indexed.put(Long.valueOf(name), ordered(value));
          } else {
            named.put(name, ordered(value));
          }
        });
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        indexed.forEach((index, value) -> all.put(Long.toString(index), value));
        all.putAll(named);
        yield all;
      }
      case null, default -> tree;
    };
  }

  /// Whether a name is the canonical text of an array index.
  public static boolean isIndex(String name) {
    if (name.isEmpty() || name.length() > 10 || (name.length() > 1 && name.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return Long.parseLong(name) <= MOST_INDEX;
  }

  /// `tree[name]` for each name in turn, null where there is nothing; lists have indexes and a
  /// length.
  public static @Nullable Object at(@Nullable Object tree, List<String> path) {
    Object seen = tree;
    for (String name : path) {
      seen =
          switch (seen) {
            case Map<?, ?> map -> map.get(name);
            case List<?> list when name.equals("length") -> list.size();
            case List<?> list when isIndex(name) && Long.parseLong(name) < list.size() ->
                list.get(Integer.parseInt(name));
            case null, default -> null;
          };
      if (seen == null) {
        return null;
      }
    }
    return seen;
  }
}
