package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.Set;

/// The scheme of a URL as a browser reads it.
final class Scheme {
  /// What a link or an image may have; a URL without a scheme stays with the page's own.
  static final Set<String> ALLOWED = Set.of("http", "https", "mailto", "tel");

  private Scheme() {}

  /// @param thing where the URL stands, e.g. the attribute's name
  static void requireAllowed(String thing, String url, String pointer) {
    requireOneOf(ALLOWED, thing, url, pointer);
  }

  static void requireOneOf(Set<String> allowed, String thing, String url, String pointer) {
    String scheme = of(url);
    if (!scheme.isEmpty() && !allowed.contains(scheme)) {
      throw new InvalidDefinition(
          "url_not_allowed",
          pointer,
          "the scheme of %s == \"%s\", must be one of %s"
              .formatted(thing, scheme, String.join(", ", allowed.stream().sorted().toList())));
    }
  }

  /// Browsers ignore white space and control characters before and within a scheme, so they are not
  /// seen here either. Empty without a scheme.
  static String of(String url) {
    StringBuilder scheme = new StringBuilder();
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == ':') {
        return scheme.toString();
      }
      if (c == '/' || c == '?' || c == '#') {
        return "";
      }
      if (c > ' ') {
        scheme.append(Character.toLowerCase(c));
      }
    }
    return "";
  }
}
