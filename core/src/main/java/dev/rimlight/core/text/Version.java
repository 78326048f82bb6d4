package dev.rimlight.core.text;

import java.util.Optional;

/// A version as Semantic Versioning 2.0.0 orders it. Its numbers are kept as text, so that they may
/// have any length; build metadata is checked and forgotten.
public final class Version implements Comparable<Version> {
  /// A longer text is no version.
  public static final int CHARS = 256;

  /// What parse accepts besides the full form.
  public enum Form {
    /// Three numbers, as the standard has it.
    STRICT(0),
    /// Also one or two numbers: the missing ones are 0.
    PARTIAL(1),
    /// As PARTIAL, and with a leading v or V.
    LENIENT(2);

    private final int code;

    Form(int code) {
      this.code = code;
    }

    /// The number in the snapshot, and the index in `values()`.
    public int code() {
      return code;
    }
  }

  private static final int NUMBERS = 3;

  private final String[] numbers;

  /// Empty for a release.
  private final String prerelease;

  private Version(String[] numbers, String prerelease) {
    this.numbers = numbers;
    this.prerelease = prerelease;
  }

  public static Optional<Version> parse(String text, Form form) {
    if (text.isEmpty() || text.length() > CHARS) {
      return Optional.empty();
    }
    boolean prefixed = text.charAt(0) == 'v' || text.charAt(0) == 'V';
    int at = prefixed && form == Form.LENIENT ? 1 : 0;
    String[] numbers = {"0", "0", "0"};
    int count = 0;
    boolean more = true;
    while (more && count < NUMBERS) {
      int start = at;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      if (at == start || padded(text, start, at)) {
        return Optional.empty();
      }
      numbers[count++] = text.substring(start, at);
      more = count < NUMBERS && at < text.length() && text.charAt(at) == '.';
      at += more ? 1 : 0;
    }
    return count < NUMBERS && form == Form.STRICT ? Optional.empty() : parseRest(numbers, text, at);
  }

  private static Optional<Version> parseRest(String[] numbers, String text, int end) {
    int at = end;
    String prerelease = "";
    if (at < text.length() && text.charAt(at) == '-') {
      int start = at + 1;
      at = endOfIdentifiers(text, start, true);
      if (at < 0) {
        return Optional.empty();
      }
      prerelease = text.substring(start, at);
    }
    if (at < text.length() && text.charAt(at) == '+') {
      at = endOfIdentifiers(text, at + 1, false);
    }
    return at == text.length() ? Optional.of(new Version(numbers, prerelease)) : Optional.empty();
  }

  /// Where a row of identifiers between dots ends, -1 if one of them is malformed.
  private static int endOfIdentifiers(String text, int start, boolean ordered) {
    int from = start;
    int at = start;
    boolean numeric = true;
    while (true) {
      char unit = at < text.length() ? text.charAt(at) : '+';
      if (isIdentifier(unit)) {
        numeric &= isDigit(unit);
      } else {
        if (at == from || (ordered && numeric && padded(text, from, at))) {
          return -1;
        }
        if (unit != '.') {
          return at;
        }
        from = at + 1;
        numeric = true;
      }
      at++;
    }
  }

  /// Precedence as clause 11 of the standard has it.
  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < NUMBERS; i++) {
      int order = compareNumbers(numbers[i], other.numbers[i]);
      if (order != 0) {
        return order;
      }
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    return comparePrereleases(prerelease, other.prerelease);
  }

  public boolean sameMajor(Version other) {
    return numbers[0].equals(other.numbers[0]);
  }

  public boolean sameMinor(Version other) {
    return sameMajor(other) && numbers[1].equals(other.numbers[1]);
  }

  /// `^base`: not before `base`, and equal up to the first number of `base` that is not 0.
  public boolean isCompatibleWith(Version base) {
    return compareTo(base) >= 0
        && sameMajor(base)
        && (!base.numbers[0].equals("0") || sameMinor(base))
        && (!base.numbers[0].equals("0")
            || !base.numbers[1].equals("0")
            || numbers[2].equals(base.numbers[2]));
  }

  /// `~base`: not before `base`, and of the same minor version.
  public boolean isPatchOf(Version base) {
    return compareTo(base) >= 0 && sameMinor(base);
  }

  private static int comparePrereleases(String a, String b) {
    int atA = 0;
    int atB = 0;
    while (atA < a.length() && atB < b.length()) {
      int endA = endOfIdentifier(a, atA);
      int endB = endOfIdentifier(b, atB);
      int order = compareIdentifiers(a.substring(atA, endA), b.substring(atB, endB));
      if (order != 0) {
        return order;
      }
      atA = endA + 1;
      atB = endB + 1;
    }
    return Boolean.compare(atA < a.length(), atB < b.length());
  }

  private static int endOfIdentifier(String text, int start) {
    int dot = text.indexOf('.', start);
    return dot < 0 ? text.length() : dot;
  }

  private static int compareIdentifiers(String a, String b) {
    boolean numericA = isNumeric(a);
    boolean numericB = isNumeric(b);
    if (numericA && numericB) {
      return compareNumbers(a, b);
    }
    return numericA == numericB ? a.compareTo(b) : Boolean.compare(numericB, numericA);
  }

  /// Neither has leading zeros.
  private static int compareNumbers(String a, String b) {
    return a.length() == b.length() ? a.compareTo(b) : a.length() - b.length();
  }

  private static boolean isNumeric(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean padded(String text, int start, int end) {
    return end - start > 1 && text.charAt(start) == '0';
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private static boolean isIdentifier(char unit) {
    int letter = unit | 0x20;
    return isDigit(unit) || unit == '-' || (letter >= 'a' && letter <= 'z');
  }
}
