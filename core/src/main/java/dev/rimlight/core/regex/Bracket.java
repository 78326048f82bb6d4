package dev.rimlight.core.regex;

import org.jspecify.annotations.Nullable;

/// Reads a class in brackets: `[a-z_\d[:alpha:]]`.
final class Bracket {
  private final PatternText text;
  private final boolean fold;

  Bracket(PatternText text, boolean fold) {
    this.text = text;
    this.fold = fold;
  }

  /// The opening bracket has been read. A `]` that comes first stands for itself.
  CodePoints read(int start) {
    boolean negated = text.take("^");
    CodePoints points = item(start);
    while (!text.take("]")) {
      points = points.or(item(start));
    }
    return Classes.signed(points, negated, fold);
  }

  private CodePoints item(int start) {
    int first = text.position();
    CodePoints named = posix();
    if (named == null && text.peek() == '\\') {
      text.next();
      named = text.namedEscape(first, fold);
      if (named == null) {
        text.moveTo(first);
      }
    }
    return named == null ? range(start, first) : named;
  }

  /// `[:alpha:]`, or null where no such name begins.
  private @Nullable CodePoints posix() {
    int first = text.position();
    if (!text.take("[:")) {
      return null;
    }
    boolean negated = text.take("^");
    int name = text.position();
    while (!text.ended() && !(text.peek() == ':' && text.peekAt(1) == ']')) {
      text.next();
    }
    if (text.ended()) {
      text.moveTo(first);
      return null;
    }
    CodePoints points = Classes.posix(text.since(name));
    text.take(":]");
    if (points == null) {
      throw text.error(first, "unknown class " + text.since(first));
    }
    return Classes.signed(points, negated, fold);
  }

  private CodePoints range(int start, int first) {
    int low = point(start);
    if (text.peek() != '-' || text.peekAt(1) == ']' || text.peekAt(1) < 0) {
      return CodePoints.range(low, low);
    }
    text.next();
    int high = point(start);
    if (high < low) {
      throw text.error(first, "a range that runs backwards: " + text.since(first));
    }
    return CodePoints.range(low, high);
  }

  private int point(int start) {
    if (text.ended()) {
      throw text.error(start, "[ without ]");
    }
    int position = text.position();
    int point = text.next();
    return point == '\\' ? text.escaped(position) : point;
  }
}
