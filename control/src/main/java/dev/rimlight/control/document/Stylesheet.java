package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// CSS that an author brings into a page: it may style, and fetch images and fonts over https, but
/// neither leave its element nor load a style sheet that nobody checked.
final class Stylesheet {
  /// A backslash is among them because CSS escapes spell every other one in another way.
  private static final List<String> FORBIDDEN = List.of("</", "@import", "expression(", "\\");

  private static final Pattern URL = Pattern.compile("url\\(\\s*[\"']?([^\"')]*)");
  private static final Set<String> SCHEMES = Set.of("https");

  private Stylesheet() {}

  static void requireSafe(String css, String pointer) {
    String lower = css.toLowerCase(Locale.ROOT);
    for (String part : FORBIDDEN) {
      if (lower.contains(part)) {
        throw new InvalidDefinition(
            "css_not_allowed", pointer, "the CSS contains %s, must not".formatted(part));
      }
    }
    Matcher url = URL.matcher(lower);
    while (url.find()) {
      Scheme.requireOneOf(SCHEMES, "url()", url.group(1), pointer);
    }
  }
}
