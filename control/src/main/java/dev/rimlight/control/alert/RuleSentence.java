package dev.rimlight.control.alert;

import dev.rimlight.control.document.AlertRule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Says of a rule that holds what was measured and what it must be.
final class RuleSentence {
  private static final MathContext DIGITS = new MathContext(4);

  private RuleSentence() {}

  static String of(AlertRule rule, double measured) {
    return "Rule %s: %s%s was %s%s, must be %s %s."
        .formatted(
            rule.key(),
            what(rule),
            where(rule),
            shown(rule, measured),
            rule.measure().windowed() ? " in the last %d min".formatted(rule.minutes()) : "",
            switch (rule.bound()) {
              case AlertRule.Bound.AtLeast _ -> "<";
              case AlertRule.Bound.AtMost _ -> ">";
            },
            shown(rule, rule.bound().at()));
  }

  private static String what(AlertRule rule) {
    String name = rule.name().orElse("");
    return switch (rule.measure()) {
      case ERROR_SHARE -> "share of visitors with an error";
      case VITAL -> "p75 of " + name;
      case TRAFFIC -> "number of visitors";
      case TRAFFIC_SHARE -> "number of visitors against a week before";
      case CONVERSIONS -> "number of visitors with event " + name;
      case DEGRADED_SHARE -> "share of events told while something was away";
      case LOSS_RATE -> "share of lost events";
      case INGEST_LAG -> "number of events that wait to be loaded";
      case REVISION_LAG -> "number of edges behind";
    };
  }

  private static String where(AlertRule rule) {
    StringBuilder where = new StringBuilder();
    rule.experiment().ifPresent(key -> where.append(", experiment ").append(key));
    rule.variant().ifPresent(key -> where.append(", variant ").append(key));
    rule.route().ifPresent(key -> where.append(", route ").append(key));
    return where.isEmpty() ? "" : where.append(',').toString();
  }

  private static String shown(AlertRule rule, double number) {
    if (rule.measure().share()) {
      return plain(100 * number) + " %";
    }
    if (rule.measure() != AlertRule.Measured.VITAL) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    return plain(number) + (rule.name().filter("CLS"::equals).isPresent() ? "" : " ms");
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
