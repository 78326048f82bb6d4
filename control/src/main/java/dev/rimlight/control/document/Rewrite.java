package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where else to fetch the page when the flag serves the variant; the visitor's URL stays.
///
/// @param path at the origin; null keeps the visitor's
/// @param origin a key that the edge's operator maps to an address; null keeps the route's own
record Rewrite(String flag, String variant, @Nullable String path, @Nullable String origin) {
  static final int PATH_CHARS = 500;

  static Rewrite read(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    Rewrite rewrite =
        new Rewrite(
            fields.key("flag"),
            fields.key("variant"),
            fields.optionalText("path", PATH_CHARS).orElse(null),
            fields.optionalText("origin", Fields.KEY_CHARS).orElse(null));
    fields.end();
    if (rewrite.path() == null && rewrite.origin() == null) {
      throw new InvalidDefinition(
          "missing_field", pointer, "path and origin are missing, must give at least one");
    }
    if (rewrite.origin() != null) {
      Fields.requireKey(rewrite.origin(), fields.pointer("origin"));
    }
    if (rewrite.path() != null && !staysAtOrigin(rewrite.path())) {
      throw new InvalidDefinition(
          "invalid_path",
          fields.pointer("path"),
          "path == \"%s\", must begin with one / and have no .. and no ?, # or \\"
              .formatted(rewrite.path()));
    }
    return rewrite;
  }

  private static boolean staysAtOrigin(String path) {
    return path.startsWith("/")
        && !path.startsWith("//")
        && path.chars().noneMatch(c -> c <= ' ' || c == '?' || c == '#' || c == '\\')
        && Arrays.stream(path.split("/", -1)).noneMatch(segment -> segment.equals(".."));
  }
}
