package dev.rimlight.core;

import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.Cidr;
import dev.rimlight.core.text.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes checks of what is written in another system's documents. Empty when the text is not of the
/// form, and so no snapshot could carry it.
public final class Checks {
  private Checks() {}

  /// The pattern is found in the value.
  public static Optional<Check> matches(String pattern) {
    return pattern.length() > Regex.PATTERN_CHARS
        ? Optional.empty()
        : Operands.pattern(pattern).map(written -> new Check.Matches(List.of(written)));
  }

  /// The value lies in one of the blocks; what is no block is left out.
  public static Check inNetwork(List<String> blocks) {
    List<Written<Cidr>> written = new ArrayList<>();
    blocks.forEach(block -> Operands.block(block).ifPresent(written::add));
    return new Check.InNetwork(written);
  }

  /// The wanted version must itself be of the form.
  public static Optional<Check> ofVersion(VersionTest test, Version.Form form, String wanted) {
    return Version.parse(wanted, form)
        .flatMap(version -> Operands.version(wanted))
        .map(written -> new Check.OfVersion(test, form, written));
  }

  /// The value lies before the moment, Unix milliseconds.
  public static Check before(long millis) {
    return inTime(true, millis);
  }

  /// The value lies at the moment or after it.
  public static Check notBefore(long millis) {
    return inTime(false, millis);
  }

  private static Check inTime(boolean before, long millis) {
    return new Check.InTime(before, new Written<>(Long.toString(millis), millis));
  }
}
