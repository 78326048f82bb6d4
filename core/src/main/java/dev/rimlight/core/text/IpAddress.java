package dev.rimlight.core.text;

import java.util.Optional;

/// Reads IP addresses of both versions into four words, the highest first.
///
/// Text forms are those of RFC 4291 section 2.2: `::` stands for one group or more, the last two
/// groups may be written as version 4. Leading zeros in version 4, which some read as octal, and
/// zones (`%eth0`) are refused.
final class IpAddress {
  private static final int GROUPS = 8;
  private static final int V4_MARK = 0xFFFF;
  private static final int NONE = -1;

  private final String text;
  private final int[] groups = new int[GROUPS];
  private int count;

  /// How many groups stand before the `::`.
  private int gap = NONE;

  private IpAddress(String text) {
    this.text = text;
  }

  static Optional<int[]> parse(String text) {
    if (text.indexOf(':') < 0) {
      long address = version4(text, 0);
      return address < 0 ? Optional.empty() : Optional.of(new int[] {0, 0, V4_MARK, (int) address});
    }
    IpAddress address = new IpAddress(text);
    return address.read() ? Optional.of(address.words()) : Optional.empty();
  }

  static boolean isVersion4(int[] words) {
    return words[0] == 0 && words[1] == 0 && words[2] == V4_MARK;
  }

  private boolean read() {
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      at = readGroup(at);
      if (at == NONE) {
        return false;
      }
    }
    return gap == NONE ? count == GROUPS : count < GROUPS;
  }

  /// Reads one group and the colons behind it; gives the place behind them, or `NONE`.
  private int readGroup(int start) {
    int end = start;
    int value = 0;
    while (end < text.length() && end - start < 4 && hexDigit(text.charAt(end)) >= 0) {
      value = value << 4 | hexDigit(text.charAt(end));
      end++;
    }
    if (end < text.length() && text.charAt(end) == '.') {
      return readVersion4(start);
    }
    if (end == start || count == GROUPS) {
      return NONE;
    }
    groups[count++] = value;
    return end == text.length() ? end : readColons(end);
  }

  private int readColons(int at) {
    if (text.charAt(at) != ':' || at + 1 == text.length()) {
      return NONE;
    }
    if (text.charAt(at + 1) != ':') {
      return at + 1;
    }
    if (gap != NONE) {
      return NONE;
    }
    gap = count;
    return at + 2;
  }

  private int readVersion4(int start) {
    long address = version4(text, start);
    if (address < 0 || count > GROUPS - 2) {
      return NONE;
    }
    groups[count++] = (int) (address >> 16);
    groups[count++] = (int) address & 0xFFFF;
    return text.length();
  }

  private int[] words() {
    int[] full = new int[GROUPS];
    int zeros = GROUPS - count;
    for (int i = 0; i < count; i++) {
      full[gap != NONE && i >= gap ? i + zeros : i] = groups[i];
    }
    int[] words = new int[GROUPS / 2];
    for (int i = 0; i < words.length; i++) {
      words[i] = full[2 * i] << 16 | full[2 * i + 1];
    }
    return words;
  }

  /// Four numbers up to 255 between dots, from `start` to the end, as 32 bits; -1 if it is not
  /// that.
  private static long version4(String text, int start) {
    long address = 0;
    int at = start;
    for (int part = 0; part < 4; part++) {
      int first = at;
      int value = 0;
      while (at < text.length() && at - first < 3 && isDigit(text.charAt(at))) {
        value = 10 * value + (text.charAt(at) - '0');
        at++;
      }
      boolean padded = at - first > 1 && text.charAt(first) == '0';
      if (at == first || padded || value > 255) {
        return NONE;
      }
      address = address << 8 | value;
      if (part < 3) {
        if (at == text.length() || text.charAt(at) != '.') {
          return NONE;
        }
        at++;
      }
    }
    return at == text.length() ? address : NONE;
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private static int hexDigit(char unit) {
    if (isDigit(unit)) {
      return unit - '0';
    }
    int letter = unit | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : NONE;
  }
}
