package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.Arrays;

/// Another origin path to fetch when the flag serves the variant; the visitor's URL stays.
record Rewrite(String flag, String variant, String path) {
  static final int PATH_CHARS = 500;

  static Rewrite read(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    Rewrite rewrite =
        new Rewrite(fields.key("flag"), fields.key("variant"), fields.text("path", PATH_CHARS));
    fields.end();
    if (!staysAtOrigin(rewrite.path())) {
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
