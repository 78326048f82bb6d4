package dev.rimlight.control.document;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long and by what the edge keeps the pages of a route.
///
/// @param staleSeconds how much longer an old page is served while a new one is fetched
/// @param query the only query parameters that the key and the origin see; null: all but those of
///   campaigns
record CachePolicy(int seconds, int staleSeconds, @Nullable List<String> query, Keep keep) {
  static final int SECONDS = 86_400;
  static final int STALE_SECONDS = 604_800;
  static final int PARAMETERS = 20;

  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /// What is kept: the page as the origin sent it, or as it was edited for a set of variants.
  enum Keep {
    ORIGIN,
    EDITED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CachePolicy read(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    boolean named = fields.has("query");
    List<String> query = fields.list("query", 0, PARAMETERS, CachePolicy::parameter);
    CachePolicy policy =
        new CachePolicy(
            (int) fields.integer("seconds", 1, SECONDS),
            (int) fields.optionalInteger("staleSeconds", 0, STALE_SECONDS).orElse(0),
            named ? query : null,
            fields.optionalOneOf("keep", List.of(Keep.values()), Keep::word).orElse(Keep.ORIGIN));
    fields.end();
    return policy;
  }

  private static String parameter(Object node, String pointer) {
    return Fields.matching(node, pointer, PARAMETER);
  }
}
