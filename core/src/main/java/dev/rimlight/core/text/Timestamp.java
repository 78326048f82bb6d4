package dev.rimlight.core.text;

import java.util.OptionalLong;

/// Reads the times of RFC 3339 as milliseconds since 1970-01-01T00:00:00Z.
///
/// Stricter than the standard in one point: a leap second is no time, because milliseconds since
/// 1970 do not have it.
public final class Timestamp {
  private static final int DATE_CHARS = 10;
  private static final int SECONDS_CHARS = 19;
  private static final int OFFSET_CHARS = 6;
  private static final int WRONG = -1;

  private static final int DAYS_BEFORE_1970 = 719_468;
  private static final long MILLIS_OF_DAY = 86_400_000;

  private Timestamp() {}

  /// `2026-11-22T17:00:00Z`, `2026-11-22T17:00:00.123456+01:00`: the offset is required, what is
  /// finer than a millisecond is cut off.
  public static OptionalLong parseDateTime(String text) {
    int days = days(text);
    int millis = millisOfDay(text);
    if (days == Integer.MIN_VALUE || millis == WRONG) {
      return OptionalLong.empty();
    }
    int end = SECONDS_CHARS;
    if (text.length() > end && text.charAt(end) == '.') {
      end++;
      while (end < text.length() && digit(text, end) != WRONG) {
        end++;
      }
      if (end == SECONDS_CHARS + 1) {
        return OptionalLong.empty();
      }
    }
    int offset = offsetMinutes(text, end);
    return offset == Integer.MIN_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(days * MILLIS_OF_DAY + millis + fraction(text, end) - offset * 60_000L);
  }

  /// The time in UTC, `2026-11-22T17:00:00Z`, with milliseconds where there are some. Years 0 to
  /// 9999. Reference: H. Hinnant, civil_from_days.
  public static String text(long millis) {
    long day = Math.floorDiv(millis, MILLIS_OF_DAY);
    int ofDay = (int) (millis - day * MILLIS_OF_DAY);
    int shifted = (int) day + DAYS_BEFORE_1970;
    int era = Math.floorDiv(shifted, 146_097);
    int ofEra = shifted - era * 146_097;
    int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    StringBuilder out = new StringBuilder();
    digits(out, year, 4);
    digits(out.append('-'), month, 2);
    digits(out.append('-'), dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2);
    digits(out.append('T'), ofDay / 3_600_000, 2);
    digits(out.append(':'), ofDay / 60_000 % 60, 2);
    digits(out.append(':'), ofDay / 1_000 % 60, 2);
    if (ofDay % 1_000 != 0) {
      digits(out.append('.'), ofDay % 1_000, 3);
    }
    return out.append('Z').toString();
  }

  private static void digits(StringBuilder out, int number, int count) {
    int unit = 1;
    for (int i = 1; i < count; i++) {
      unit *= 10;
    }
    for (int rest = number; unit > 0; unit /= 10) {
      out.append((char) ('0' + rest / unit % 10));
    }
  }

  /// `2026-11-22`: the first millisecond of the day in UTC.
  public static OptionalLong parseDate(String text) {
    int days = text.length() == DATE_CHARS ? days(text) : Integer.MIN_VALUE;
    return days == Integer.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(days * MILLIS_OF_DAY);
  }

  /// Days since 1970 of the date that begins the text; the smallest int if there is none.
  /// Reference: H. Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil.
  private static int days(String text) {
    int century = twoDigits(text, 0);
    int ofCentury = twoDigits(text, 2);
    int month = twoDigits(text, 5);
    int day = twoDigits(text, 8);
    boolean complete =
        century != WRONG && ofCentury != WRONG && has(text, 4, '-') && has(text, 7, '-');
    int year = 100 * century + ofCentury;
    if (!complete || month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) {
      return Integer.MIN_VALUE;
    }
    // Years begin in March, so that the day that may be missing is the last; 400 of them more, so
    // that none is negative.
    int shifted = (month <= 2 ? year - 1 : year) + 400;
    int monthsSinceMarch = (month + 9) % 12;
    int ofYear = (153 * monthsSinceMarch + 2) / 5 + day - 1;
    int leapDays = shifted / 4 - shifted / 100 + shifted / 400;
    return 365 * shifted + leapDays + ofYear - DAYS_BEFORE_1970 - 146_097;
  }

  private static int daysOf(int month, int year) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static int millisOfDay(String text) {
    int hour = twoDigits(text, 11);
    int minute = twoDigits(text, 14);
    int second = twoDigits(text, 17);
    boolean complete =
        (has(text, 10, 'T') || has(text, 10, 't'))
            && has(text, 13, ':')
            && has(text, 16, ':')
            && hour != WRONG
            && minute != WRONG
            && second != WRONG;
    if (!complete || hour > 23 || minute > 59 || second > 59) {
      return WRONG;
    }
    return ((hour * 60 + minute) * 60 + second) * 1_000;
  }

  private static int fraction(String text, int end) {
    int millis = 0;
    for (int i = SECONDS_CHARS + 1; i <= SECONDS_CHARS + 3; i++) {
      millis = 10 * millis + (i < end ? text.charAt(i) - '0' : 0);
    }
    return millis;
  }

  /// The offset from UTC that ends the text; the smallest int if it is none.
  private static int offsetMinutes(String text, int start) {
    if (text.length() == start + 1 && (has(text, start, 'Z') || has(text, start, 'z'))) {
      return 0;
    }
    int hours = twoDigits(text, start + 1);
    int minutes = twoDigits(text, start + 4);
    boolean complete =
        text.length() == start + OFFSET_CHARS
            && (has(text, start, '+') || has(text, start, '-'))
            && has(text, start + 3, ':')
            && hours != WRONG
            && minutes != WRONG;
    if (!complete || hours > 23 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int offset = 60 * hours + minutes;
    return has(text, start, '-') ? -offset : offset;
  }

  private static boolean has(String text, int at, char expected) {
    return at < text.length() && text.charAt(at) == expected;
  }

  private static int twoDigits(String text, int at) {
    int tens = digit(text, at);
    int ones = digit(text, at + 1);
    return tens == WRONG || ones == WRONG ? WRONG : 10 * tens + ones;
  }

  private static int digit(String text, int at) {
    int digit = at < text.length() ? text.charAt(at) - '0' : WRONG;
    return digit >= 0 && digit <= 9 ? digit : WRONG;
  }
}
