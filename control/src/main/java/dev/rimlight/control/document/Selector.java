package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.Locale;
import java.util.Set;

/// The CSS selectors that a stream can answer: an element is judged when its start tag passes,
/// knowing its ancestors and what came before it under the same parent, but nothing that follows.
///
/// Elements that run or load something are not for authors to select by name; what another selector
/// meets, only the edge can know.
final class Selector {
  static final int CHARS = 200;

  private static final Set<String> PSEUDO_CLASSES =
      Set.of("first-child", "first-of-type", "nth-child", "nth-of-type", "not");

  private static final Set<String> NOT_FOR_AUTHORS =
      Set.of("base", "embed", "iframe", "object", "script", "style");

  private Selector() {}

  static String read(Fields fields) {
    String selector = fields.text("selector", CHARS);
    String refusal = refusal(selector);
    if (!refusal.isEmpty()) {
      throw new InvalidDefinition(
          "selector_not_supported",
          fields.pointer("selector"),
          "selector == \"%s\", %s".formatted(selector, refusal));
    }
    return selector;
  }

  static String refusal(String selector) {
    if (selector.isBlank()) {
      return "must not be blank";
    }
    int brackets = 0;
    int parentheses = 0;
    char quote = 0;
    for (int i = 0; i < selector.length(); i++) {
      char c = selector.charAt(i);
      if (c < ' ') {
        return "must not contain control characters";
      }
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
        continue;
      }
      if (brackets == 0 && parentheses == 0 && beginsType(selector, i)) {
        String type = name(selector, i).toLowerCase(Locale.ROOT);
        if (NOT_FOR_AUTHORS.contains(type)) {
          return "must not name the element " + type + ", which runs or loads something";
        }
      }
      switch (c) {
        case '"', '\'' -> quote = c;
        case '[' -> brackets++;
        case ']' -> brackets--;
        case '(' -> parentheses++;
        case ')' -> parentheses--;
        case '+', '~' -> {
          if (brackets == 0 && parentheses == 0) {
            return "must not use the combinator " + c + ": siblings are not known in a stream";
          }
        }
        case ':' -> {
          String pseudo = name(selector, i + 1);
          if (brackets == 0 && !PSEUDO_CLASSES.contains(pseudo)) {
            return "must not use :"
                + pseudo
                + "; a stream knows "
                + String.join(", ", PSEUDO_CLASSES.stream().sorted().map(p -> ":" + p).toList());
          }
        }
        case '<', '{', '}', '\\' -> {
          return "must not contain " + c;
        }
        default -> {}
      }
      if (brackets < 0 || parentheses < 0) {
        return "closes a bracket that it did not open";
      }
    }
    return brackets != 0 || parentheses != 0 || quote != 0
        ? "must close every bracket and quote"
        : "";
  }

  /// A letter that neither goes on with a name nor begins that of a class, an id or a pseudo-class.
  private static boolean beginsType(String selector, int at) {
    if (!Character.isLetter(selector.charAt(at))) {
      return false;
    }
    char before = at == 0 ? ' ' : selector.charAt(at - 1);
    return !Character.isLetterOrDigit(before) && "-_.#:".indexOf(before) < 0;
  }

  private static String name(String selector, int from) {
    int end = from;
    while (end < selector.length()
        && (Character.isLetterOrDigit(selector.charAt(end))
            || selector.charAt(end) == '-'
            || selector.charAt(end) == ':')) {
      end++;
    }
    return selector.substring(from, end);
  }
}
