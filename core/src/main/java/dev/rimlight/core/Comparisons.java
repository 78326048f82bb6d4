package dev.rimlight.core;

import dev.rimlight.core.text.AsciiCase;

/// How two values compare.
final class Comparisons {
  private Comparisons() {}

  static boolean strictly(Operator operator, boolean ignoreCase, Value seen, Value wanted) {
    if (seen instanceof Value.Text s && wanted instanceof Value.Text w) {
      return ofTexts(operator, ignoreCase, s.value(), w.value());
    }
    if (seen instanceof Value.Numeric s && wanted instanceof Value.Numeric w) {
      return ofNumbers(operator, s.value(), w.value());
    }
    boolean equality = operator == Operator.EQUALS || operator == Operator.IN;
    return equality
        && (seen instanceof Value.Bool s && wanted instanceof Value.Bool w
            ? s.value() == w.value()
            : seen instanceof Value.Null && wanted instanceof Value.Null);
  }

  private static boolean ofTexts(
      Operator operator, boolean ignoreCase, String seen, String wanted) {
    return switch (operator) {
      case EQUALS, IN -> ignoreCase ? AsciiCase.equal(seen, wanted) : seen.equals(wanted);
      case STARTS_WITH -> ignoreCase ? AsciiCase.startsWith(seen, wanted) : seen.startsWith(wanted);
      case ENDS_WITH -> ignoreCase ? AsciiCase.endsWith(seen, wanted) : seen.endsWith(wanted);
      case CONTAINS -> ignoreCase ? AsciiCase.contains(seen, wanted) : seen.indexOf(wanted) >= 0;
      case LESS_THAN, LESS_OR_EQUAL, GREATER_THAN, GREATER_OR_EQUAL, EXISTS -> false;
    };
  }

  /// Zero and minus zero are equal; nothing holds of NaN.
  private static boolean ofNumbers(Operator operator, double seen, double wanted) {
    return switch (operator) {
      case EQUALS, IN -> seen == wanted;
      case LESS_THAN -> seen < wanted;
      case LESS_OR_EQUAL -> seen <= wanted;
      case GREATER_THAN -> seen > wanted;
      case GREATER_OR_EQUAL -> seen >= wanted;
      case STARTS_WITH, ENDS_WITH, CONTAINS, EXISTS -> false;
    };
  }

  /// ECMA-262, IsLooselyEqual and IsLessThan; lists and objects count as their texts.
  static boolean loosely(Operator operator, Value seen, Value wanted) {
    boolean texts = textual(seen) && textual(wanted);
    if (operator.ordered()) {
      return texts
          ? ofNumbers(operator, seen.text().compareTo(wanted.text()), 0)
          : ofNumbers(operator, seen.number(), wanted.number());
    }
    if (operator.textual()) {
      return strictly(operator, false, seen, wanted);
    }
    if (seen instanceof Value.Null || wanted instanceof Value.Null) {
      return seen instanceof Value.Null && wanted instanceof Value.Null;
    }
    if (texts) {
      boolean oneIsText = seen instanceof Value.Text || wanted instanceof Value.Text;
      return oneIsText && seen.text().equals(wanted.text());
    }
    return seen.number() == wanted.number();
  }

  private static boolean textual(Value value) {
    return value instanceof Value.Text
        || value instanceof Value.Items
        || value instanceof Value.Members;
  }
}
