package dev.rimlight.core.text;

/// Versions of any number of parts, as texts that compare in their order.
///
/// Unlike [Version], any text is a version: parts are what stands between dots and hyphens, those
/// of digits only compare as numbers of up to five digits, and of three parts exactly it is a
/// release, which is after its prereleases.
public final class VersionText {
  private static final int PADDED_CHARS = 5;
  private static final int RELEASE_PARTS = 3;

  /// After every letter and digit.
  private static final String RELEASE = "-~";

  private VersionText() {}

  /// Two versions compare as [String#compareTo] has these texts. `v1.10.0+build` is `" 1- 10-0-~"`;
  /// the empty text is version 0.
  public static String comparable(String version) {
    String text = version.isEmpty() ? "0" : version;
    int plus = text.indexOf('+');
    int end = plus < 0 ? text.length() : plus;
    int start = text.charAt(0) == 'v' ? 1 : 0;
    StringBuilder comparable = new StringBuilder();
    int parts = 0;
    for (int at = start; at <= end; at++) {
      if (at == end || text.charAt(at) == '.' || text.charAt(at) == '-') {
        comparable.append(parts == 0 ? "" : "-");
        appendPart(comparable, text, start, at);
        start = at + 1;
        parts++;
      }
    }
    return comparable.append(parts == RELEASE_PARTS ? RELEASE : "").toString();
  }

  private static void appendPart(StringBuilder comparable, String text, int start, int end) {
    boolean numeric = end > start;
    for (int at = start; at < end; at++) {
      numeric &= text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
    for (int length = end - start; numeric && length < PADDED_CHARS; length++) {
      comparable.append(' ');
    }
    comparable.append(text, start, end);
  }
}
