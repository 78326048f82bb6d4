package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The patterns by which a route is found, as URLPattern reads them at the edge.
///
/// @param path of the URL's path
/// @param host of its host; null: any
/// @param search of its query without the ?; null: any
record RoutePattern(String path, @Nullable String host, @Nullable String search) {
  static final int CHARS = 500;
  static final int HOST_CHARS = 253;

  private static final Pattern HOST = Pattern.compile("[a-z0-9.*-]+");

  static RoutePattern read(Fields fields) {
    return new RoutePattern(path(fields), host(fields), search(fields));
  }

  private static String path(Fields fields) {
    String path = fields.text("pattern", CHARS);
    if (!path.startsWith("/") || !readable(path)) {
      throw wrong(
          fields,
          "pattern",
          path,
          "must begin with /, close its brackets and have no space, # or \\");
    }
    return path;
  }

  private static @Nullable String host(Fields fields) {
    String host = fields.optionalText("host", HOST_CHARS).orElse(null);
    if (host != null && !HOST.matcher(host).matches()) {
      throw wrong(fields, "host", host, "must have only a-z 0-9 . - and *, and no port");
    }
    return host;
  }

  private static @Nullable String search(Fields fields) {
    String search = fields.optionalText("search", CHARS).orElse(null);
    if (search != null && (search.isEmpty() || search.startsWith("?") || !readable(search))) {
      throw wrong(
          fields,
          "search",
          search,
          "must not be empty nor begin with ?, close its brackets and have no space, # or \\");
    }
    return search;
  }

  private static InvalidDefinition wrong(Fields fields, String name, String pattern, String bound) {
    return new InvalidDefinition(
        "invalid_" + name,
        fields.pointer(name),
        "%s == \"%s\", %s".formatted(name, pattern, bound));
  }

  private static boolean readable(String pattern) {
    return pattern.chars().noneMatch(c -> c <= ' ' || c == '#' || c == '\\') && balanced(pattern);
  }

  private static boolean balanced(String pattern) {
    StringBuilder open = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '(' || c == '{') {
        open.append(c == '(' ? ')' : '}');
      } else if (c == ')' || c == '}') {
        int last = open.length() - 1;
        if (last < 0 || open.charAt(last) != c) {
          return false;
        }
        open.setLength(last);
      }
    }
    return open.isEmpty();
  }
}
