package dev.rimlight.interop.migrate;

import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.Value;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Our definitions as JSON for people.
public final class DefinitionsText {
  private DefinitionsText() {}

  public static String of(Definitions definitions) {
    return JsonText.pretty(tree(definitions)) + "\n";
  }

  /// As a JSON tree.
  public static @Nullable Object tree(Definitions definitions) {
    return plain(DefinitionsJson.write(definitions));
  }

  /// Core keeps a variant's JSON as text; here it becomes part of the tree.
  private static @Nullable Object plain(@Nullable Object tree) {
    return switch (tree) {
      case Value.Json json -> parsed(json.text());
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(plain(item)));
        yield items;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), plain(member)));
        yield members;
      }
      case null, default -> tree;
    };
  }

  private static @Nullable Object parsed(String json) {
    try {
      return Json.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidJson e) {
      throw new IllegalStateException(e);
    }
  }
}
