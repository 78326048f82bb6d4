package dev.rimlight.core.text;

import org.jspecify.annotations.Nullable;

/// A version that is at most three numbers of at most nine digits: the form that nearly all
/// versions have, compared with texts without making anything. [Version] says what every other text
/// means.
public final class Release {
  /// The order of a text that is not of this form.
  public static final int UNKNOWN = 2;

  private static final int NUMBERS = 3;
  private static final int DIGITS = 9;

  private final int[] numbers;

  private Release(int[] numbers) {
    this.numbers = numbers;
  }

  /// Null when the text is not of this form.
  public static @Nullable Release of(String text) {
    Release release = new Release(new int[NUMBERS]);
    return release.orderOf(text, release.numbers) == UNKNOWN ? null : release;
  }

  /// -1, 0 or 1 as the seen version lies before, at or after this one, or [#UNKNOWN].
  public int orderOf(String seen) {
    return orderOf(seen, null);
  }

  /// Each character is read once: reading is what this costs in JavaScript.
  private int orderOf(String seen, int @Nullable [] read) {
    int length = seen.length();
    int order = 0;
    int part = 0;
    int number = 0;
    int digits = 0;
    for (int at = 0; at <= length; at++) {
      char unit = at < length ? seen.charAt(at) : '.';
      if (unit >= '0' && unit <= '9') {
        if (digits == DIGITS || (digits == 1 && number == 0)) {
          return UNKNOWN;
        }
        number = number * 10 + unit - '0';
        digits++;
      } else if (unit == '.' && digits > 0 && part < NUMBERS) {
        if (read != null) {
          read[part] = number;
        } else if (order == 0) {
          order = number < numbers[part] ? -1 : number > numbers[part] ? 1 : 0;
        }
        part++;
        number = 0;
        digits = 0;
      } else if (at > 0 || (unit | 0x20) != 'v') {
        return UNKNOWN;
      }
    }
    return order != 0 || isZeroFrom(part) ? order : -1;
  }

  /// Missing numbers are 0.
  private boolean isZeroFrom(int part) {
    for (int i = part; i < NUMBERS; i++) {
      if (numbers[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
