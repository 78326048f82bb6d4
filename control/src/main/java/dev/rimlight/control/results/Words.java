package dev.rimlight.control.results;

import dev.rimlight.control.results.Results.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers as the texts write them.
final class Words {
  private static final String MINUS = "\u2212";
  private static final MathContext TINY = new MathContext(2);

  private Words() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /// A fraction as percent: one digit after the point below ten percent, more where it would show
  /// as 0.
  static String percent(double fraction) {
    double percent = 100 * fraction;
    double size = Math.abs(percent);
    String digits =
        size == 0 || size >= 9.95
            ? String.format(Locale.ROOT, "%.0f", percent)
            : size >= 0.095
                ? String.format(Locale.ROOT, "%.1f", percent)
                : new BigDecimal(percent).round(TINY).toPlainString();
    return digits.replace("-", MINUS) + "%";
  }

  static String signed(double fraction) {
    return (fraction > 0 ? "+" : "") + percent(fraction);
  }

  static String p(double p) {
    return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
  }

  /// The interval of a relative change.
  static String interval(Span span) {
    return end(span.low(), "any loss") + " to " + end(span.high(), "any gain");
  }

  private static String end(@Nullable Double end, String unbounded) {
    return end == null ? unbounded : signed(end);
  }
}
