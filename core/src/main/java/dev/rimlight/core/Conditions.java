package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a condition holds of a context.
final class Conditions {
  private Conditions() {}

  static boolean holds(Condition condition, Context context) {
    return switch (condition) {
      case Condition.Always a -> true;
      case Condition.All all -> holdsForAll(all.parts(), context);
      case Condition.Any any -> holdsForAny(any.parts(), context);
      case Condition.Not not -> !holds(not.part(), context);
      case Condition.Compare compare -> compares(compare, context.attribute(compare.attribute()));
      case Condition.Matches matches ->
          matches(matches.patterns(), context.attribute(matches.attribute()));
    };
  }

  private static boolean holdsForAll(List<Condition> parts, Context context) {
    for (int i = 0; i < parts.size(); i++) {
      if (!holds(parts.get(i), context)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsForAny(List<Condition> parts, Context context) {
    for (int i = 0; i < parts.size(); i++) {
      if (holds(parts.get(i), context)) {
        return true;
      }
    }
    return false;
  }

  private static boolean compares(Condition.Compare compare, @Nullable Value seen) {
    if (seen == null) {
      return false;
    }
    if (compare.operator() == Operator.EXISTS) {
      return true;
    }
    List<Value> values = compare.values();
    for (int i = 0; i < values.size(); i++) {
      if (compares(compare.operator(), compare.ignoreCase(), seen, values.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<Pattern> patterns, @Nullable Value seen) {
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).foundIn(text.value())) {
        return true;
      }
    }
    return false;
  }

  /// Strict by type: 1 is neither true nor "1".
  private static boolean compares(Operator operator, boolean ignoreCase, Value seen, Value wanted) {
    if (seen instanceof Value.Text s && wanted instanceof Value.Text w) {
      return comparesTexts(operator, ignoreCase, s.value(), w.value());
    }
    if (seen instanceof Value.Numeric s && wanted instanceof Value.Numeric w) {
      return comparesNumbers(operator, s.value(), w.value());
    }
    boolean equality = operator == Operator.EQUALS || operator == Operator.IN;
    return equality
        && seen instanceof Value.Bool s
        && wanted instanceof Value.Bool w
        && s.value() == w.value();
  }

  private static boolean comparesTexts(
      Operator operator, boolean ignoreCase, String seen, String wanted) {
    return switch (operator) {
      case EQUALS, IN -> ignoreCase ? Ascii.equalIgnoringCase(seen, wanted) : seen.equals(wanted);
      case STARTS_WITH ->
          ignoreCase ? Ascii.startsIgnoringCase(seen, wanted) : seen.startsWith(wanted);
      case ENDS_WITH -> ignoreCase ? Ascii.endsIgnoringCase(seen, wanted) : seen.endsWith(wanted);
      case CONTAINS ->
          ignoreCase ? Ascii.containsIgnoringCase(seen, wanted) : seen.indexOf(wanted) >= 0;
      case LESS_THAN, LESS_OR_EQUAL, GREATER_THAN, GREATER_OR_EQUAL, EXISTS, MATCHES -> false;
    };
  }

  /// Zero and minus zero are equal.
  private static boolean comparesNumbers(Operator operator, double seen, double wanted) {
    return switch (operator) {
      case EQUALS, IN -> seen == wanted;
      case LESS_THAN -> seen < wanted;
      case LESS_OR_EQUAL -> seen <= wanted;
      case GREATER_THAN -> seen > wanted;
      case GREATER_OR_EQUAL -> seen >= wanted;
      case STARTS_WITH, ENDS_WITH, CONTAINS, EXISTS, MATCHES -> false;
    };
  }
}
