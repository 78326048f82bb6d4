package dev.rimlight.core.regex;

/// A pattern that is no regular expression, or uses what has no linear-time meaning (look-around,
/// back references), or passes a bound.
public final class InvalidRegex extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pattern;
  private final int position;
  private final String reason;

  InvalidRegex(String pattern, int position, String reason) {
    super("regular expression " + quoted(pattern) + ", position " + position + ": " + reason);
    this.pattern = pattern;
    this.position = position;
    this.reason = reason;
  }

  public String pattern() {
    return pattern;
  }

  /// Where the trouble starts, in UTF-16 units.
  public int position() {
    return position;
  }

  public String reason() {
    return reason;
  }

  private static String quoted(String pattern) {
    if (pattern.length() <= Regex.PATTERN_CHARS) {
      return '"' + pattern + '"';
    }
    return '"' + pattern.substring(0, Regex.PATTERN_CHARS) + "\"...";
  }
}
