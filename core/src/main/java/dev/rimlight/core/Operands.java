package dev.rimlight.core;

import dev.rimlight.core.regex.InvalidRegex;
import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.Cidr;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.core.text.Version;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what conditions compare with, from the text that somebody wrote; empty when it is not of
/// the form.
final class Operands {
  private static final int MILLIS_DIGITS = 16;

  private Operands() {}

  static Optional<Written<Regex>> pattern(String text) {
    try {
      return Optional.of(new Written<>(text, Regex.compile(text)));
    } catch (InvalidRegex reportedByTheDoor) {
      return Optional.empty();
    }
  }

  static Optional<Written<Cidr>> block(String text) {
    Optional<Cidr> block = Cidr.parse(text);
    return block.isPresent() ? Optional.of(new Written<>(text, block.get())) : Optional.empty();
  }

  static Optional<Written<Version>> version(String text) {
    Optional<Version> version = Version.parse(text, Version.Form.LENIENT);
    return version.isPresent() ? Optional.of(new Written<>(text, version.get())) : Optional.empty();
  }

  /// RFC 3339, or Unix milliseconds as a whole number.
  static Optional<Written<Long>> moment(String text) {
    OptionalLong millis = Timestamp.parseDateTime(text);
    if (millis.isEmpty()) {
      millis = whole(text);
    }
    return millis.isPresent()
        ? Optional.of(new Written<>(text, millis.getAsLong()))
        : Optional.empty();
  }

  private static OptionalLong whole(String text) {
    int start = text.length() > 1 && text.charAt(0) == '-' ? 1 : 0;
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i - start >= MILLIS_DIGITS) {
        return OptionalLong.empty();
      }
      value = value * 10 + (c - '0');
    }
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(start == 1 ? -value : value);
  }
}
