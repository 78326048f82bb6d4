package dev.rimlight.control.document;

import dev.rimlight.core.Flag;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.Value;
import dev.rimlight.core.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A URL pattern, the flags that are decided there, and what their variants change.
///
/// @param priority lowest first; the first route that matches decides
/// @param tellOrigin the origin hears which variants were served
/// @param cache null: the edge keeps no page
record Route(
    String key,
    RoutePattern pattern,
    int priority,
    List<String> flags,
    List<Edit> edits,
    List<Rewrite> rewrites,
    List<Redirect> redirects,
    boolean tellOrigin,
    @Nullable CachePolicy cache) {
  static final int PRIORITY = 10_000;
  static final int FLAGS = 50;
  static final int EDITS = 200;
  static final int REWRITES = 50;
  static final int REDIRECTS = 50;

  Route {
    flags = List.copyOf(flags);
    edits = List.copyOf(edits);
    rewrites = List.copyOf(rewrites);
    redirects = List.copyOf(redirects);
  }

  static Route read(Map<String, ?> document, Scripts scripts) {
    Fields fields = new Fields(document, "");
    String key = fields.key("key");
    fields.optionalText("name", Labels.NAME_CHARS);
    Route route =
        new Route(
            key,
            RoutePattern.read(fields),
            (int) fields.integer("priority", 0, PRIORITY),
            fields.list("flags", 1, FLAGS, Route::flagKey),
            fields.list("edits", 0, EDITS, (edit, at) -> Edit.read(edit, at, scripts)),
            fields.list("rewrites", 0, REWRITES, Rewrite::read),
            fields.list("redirects", 0, REDIRECTS, Redirect::read),
            fields.truth("tellOrigin"),
            fields.optional("cache", CachePolicy::read).orElse(null));
    fields.end();
    route.requireOwnFlags();
    route.requireOneTarget();
    return route;
  }

  private static String flagKey(Object node, String pointer) {
    if (!(node instanceof String key)) {
      throw new InvalidDefinition("wrong_type", pointer, pointer + " must be a flag's key");
    }
    Fields.requireKey(key, pointer);
    return key;
  }

  private void requireOwnFlags() {
    for (int i = 0; i < edits.size(); i++) {
      requireOwn(edits.get(i).flag(), "/edits/" + i + "/flag");
    }
    for (int i = 0; i < rewrites.size(); i++) {
      requireOwn(rewrites.get(i).flag(), "/rewrites/" + i + "/flag");
    }
    for (int i = 0; i < redirects.size(); i++) {
      requireOwn(redirects.get(i).flag(), "/redirects/" + i + "/flag");
    }
  }

  private record Served(String flag, String variant) {}

  /// A page comes from one place: a variant rewrites once or redirects once.
  private void requireOneTarget() {
    Map<Served, String> taken = new HashMap<>();
    for (int i = 0; i < rewrites.size(); i++) {
      Rewrite rewrite = rewrites.get(i);
      requireFree(taken, new Served(rewrite.flag(), rewrite.variant()), "/rewrites/" + i);
    }
    for (int i = 0; i < redirects.size(); i++) {
      Redirect redirect = redirects.get(i);
      requireFree(taken, new Served(redirect.flag(), redirect.variant()), "/redirects/" + i);
    }
  }

  private static void requireFree(Map<Served, String> taken, Served served, String pointer) {
    String before = taken.putIfAbsent(served, pointer);
    if (before != null) {
      throw new InvalidDefinition(
          "second_target",
          pointer,
          "flag %s, variant %s has %s already, must have at most one rewrite or redirect"
              .formatted(served.flag(), served.variant(), before));
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
    for (int i = 0; i < redirects.size(); i++) {
      Redirect redirect = redirects.get(i);
      String at = here + "/redirects/" + i;
      variant(flag(known, redirect.flag(), at + "/flag"), redirect.variant(), at + "/variant");
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
