package dev.rimlight.control.mcp;

import dev.rimlight.control.automate.BadInput;
import dev.rimlight.control.document.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/// What a tool was called with. The tool's schema was checked before; what becomes a part of a path
/// is checked once more.
record Arguments(Map<String, Object> tree) {
  private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}");

  String key(String name) throws BadInput {
    String key = text(name);
    if (!KEY.matcher(key).matches()) {
      throw new BadInput("%s == \"%s\", must match %s".formatted(name, key, KEY));
    }
    return key;
  }

  /// Empty when it is not there.
  String text(String name) {
    return tree.get(name) instanceof String text ? text : "";
  }

  long whole(String name, long unlessSaid) {
    return tree.get(name) instanceof Number number ? number.longValue() : unlessSaid;
  }

  boolean yes(String name) {
    return Boolean.TRUE.equals(tree.get(name));
  }

  Map<String, Object> object(String name) throws BadInput {
    if (!(tree.get(name) instanceof Map<?, ?> object)) {
      throw new BadInput(name + " is missing, must be an object");
    }
    return Json.readStored(Json.write(object));
  }

  /// Those of the arguments that were given, as the query of an address.
  String query(String... names) {
    StringBuilder query = new StringBuilder();
    for (String name : names) {
      if (tree.containsKey(name)) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(String.valueOf(tree.get(name)), StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }
}
