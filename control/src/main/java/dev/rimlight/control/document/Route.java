package dev.rimlight.control.document;

import dev.rimlight.core.Flag;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.Value;
import dev.rimlight.core.Variant;
import java.util.List;
import java.util.Map;

/// A URL pattern, the flags that are decided there, and what their variants change.
///
/// @param priority lowest first; the first route that matches decides
public record Route(
    String key,
    String pattern,
    int priority,
    List<String> flags,
    List<Edit> edits,
    List<Rewrite> rewrites) {
  static final int PATTERN_CHARS = 500;
  static final int PRIORITY = 10_000;
  static final int FLAGS = 50;
  static final int EDITS = 200;
  static final int REWRITES = 50;

  public Route {
    flags = List.copyOf(flags);
    edits = List.copyOf(edits);
    rewrites = List.copyOf(rewrites);
  }

  public static Route read(Map<String, ?> document) {
    Fields fields = new Fields(document, "");
    String key = fields.key("key");
    fields.optionalText("name", Labels.NAME_CHARS);
    Route route =
        new Route(
            key,
            pattern(fields),
            (int) fields.integer("priority", 0, PRIORITY),
            fields.list("flags", 1, FLAGS, Route::flagKey),
            fields.list("edits", 0, EDITS, Edit::read),
            fields.list("rewrites", 0, REWRITES, Rewrite::read));
    fields.end();
    route.requireOwnFlags();
    return route;
  }

  private static String flagKey(Object node, String pointer) {
    if (!(node instanceof String key)) {
      throw new InvalidDefinition("wrong_type", pointer, pointer + " must be a flag's key");
    }
    Fields.requireKey(key, pointer);
    return key;
  }

  private static String pattern(Fields fields) {
    String pattern = fields.text("pattern", PATTERN_CHARS);
    boolean readable = pattern.chars().noneMatch(c -> c <= ' ' || c == '#' || c == '\\');
    if (!pattern.startsWith("/") || !readable || !balanced(pattern)) {
      throw new InvalidDefinition(
          "invalid_pattern",
          fields.pointer("pattern"),
          "pattern == \"%s\", must begin with /, close its brackets and have no space, # or \\"
              .formatted(pattern));
    }
    return pattern;
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

  private void requireOwnFlags() {
    for (int i = 0; i < edits.size(); i++) {
      requireOwn(edits.get(i).flag(), "/edits/" + i + "/flag");
    }
    for (int i = 0; i < rewrites.size(); i++) {
      requireOwn(rewrites.get(i).flag(), "/rewrites/" + i + "/flag");
    }
  }

  private void requireOwn(String flag, String pointer) {
    if (!flags.contains(flag)) {
      throw new InvalidDefinition(
          "unknown_flag",
          pointer,
          "flag == \"%s\", must be one of the route's flags".formatted(flag));
    }
  }

  /// Every flag and variant that the route names, as it stands among all flags; the first that is
  /// missing is refused.
  void requireKnown(Map<String, Flag> known) {
    String here = "/routes/" + key;
    for (int i = 0; i < flags.size(); i++) {
      flag(known, flags.get(i), here + "/flags/" + i);
    }
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      String at = here + "/edits/" + i;
      Variant variant =
          variant(flag(known, edit.flag(), at + "/flag"), edit.variant(), at + "/variant");
      if (edit.value() == null && variant.value() instanceof Value.Text text) {
        edit.requireSafe(text.value(), at + "/value");
      }
    }
    for (int i = 0; i < rewrites.size(); i++) {
      Rewrite rewrite = rewrites.get(i);
      String at = here + "/rewrites/" + i;
      variant(flag(known, rewrite.flag(), at + "/flag"), rewrite.variant(), at + "/variant");
    }
  }

  private Flag flag(Map<String, Flag> known, String flag, String pointer) {
    Flag found = known.get(flag);
    if (found == null) {
      throw new InvalidDefinition(
          "unknown_flag",
          pointer,
          "route %s names flag %s, which does not exist".formatted(key, flag));
    }
    return found;
  }

  private Variant variant(Flag flag, String variant, String pointer) {
    int index = flag.variantIndex(variant);
    if (index < 0) {
      throw new InvalidDefinition(
          "unknown_variant",
          pointer,
          "route %s names variant %s, which flag %s does not have"
              .formatted(key, variant, flag.key()));
    }
    return flag.variants().get(index);
  }
}
