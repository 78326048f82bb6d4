package dev.rimlight.core;

import dev.rimlight.core.text.AsciiCase;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.core.text.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// How two values compare.
final class Comparisons {
  private Comparisons() {}

  static boolean holds(Check.Compare compare, Value seen, Question question) {
    if (compare.operator() == Operator.EXISTS) {
      return true;
    }
    Set<String> texts = compare.wanted().texts();
    if (texts != null
        && compare.operator() == Operator.IN
        && !compare.ignoreCase()
        && !compare.loose()) {
      return seen instanceof Value.Text text && texts.contains(text.value());
    }
    List<Term> wanted = compare.wanted().terms();
    for (int i = 0; i < wanted.size(); i++) {
      Term term = wanted.get(i);
      Value value =
          term instanceof Term.Constant constant ? constant.value() : Terms.value(term, question);
      if (value != null
          && (compare.loose()
              ? loosely(compare.operator(), seen, value)
              : strictly(compare.operator(), compare.ignoreCase(), seen, value))) {
        return true;
      }
    }
    return false;
  }

  private static boolean strictly(Operator operator, boolean ignoreCase, Value seen, Value wanted) {
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
  private static boolean loosely(Operator operator, Value seen, Value wanted) {
    boolean texts = textual(seen) && textual(wanted);
    if (operator.ordered()) {
      return texts
          ? ofNumbers(operator, Reading.text(seen).compareTo(Reading.text(wanted)), 0)
          : ofNumbers(operator, Reading.number(seen), Reading.number(wanted));
    }
    if (operator.textual()) {
      return strictly(operator, false, seen, wanted);
    }
    if (seen instanceof Value.Null || wanted instanceof Value.Null) {
      return seen instanceof Value.Null && wanted instanceof Value.Null;
    }
    if (texts) {
      boolean oneIsText = seen instanceof Value.Text || wanted instanceof Value.Text;
      return oneIsText && Reading.text(seen).equals(Reading.text(wanted));
    }
    return Reading.number(seen) == Reading.number(wanted);
  }

  private static boolean textual(Value value) {
    return value instanceof Value.Text
        || value instanceof Value.Items
        || value instanceof Value.Members;
  }

  static boolean ofVersion(Check.OfVersion check, Value seen) {
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    Optional<Version> version = Version.parse(text.value(), check.form());
    return version.isPresent() && check.test().holds(version.get(), check.wanted().meaning());
  }

  static boolean inTime(Check.InTime check, Value seen) {
    long moment = check.moment().meaning();
    if (seen instanceof Value.Numeric number) {
      return check.before() ? number.value() < moment : number.value() >= moment;
    }
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    OptionalLong time = Timestamp.parseDateTime(text.value());
    return time.isPresent() && time.getAsLong() < moment == check.before();
  }
}
