package dev.rimlight.core;

import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.AsciiCase;
import dev.rimlight.core.text.Cidr;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.core.text.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Whether a condition holds of a context.
final class Conditions {
  private Conditions() {}

  static boolean holds(Condition condition, Context context, long nowMillis) {
    return switch (condition) {
      case Condition.Always a -> true;
      case Condition.All all -> holdsForAll(all.parts(), context, nowMillis);
      case Condition.Any any -> holdsForAny(any.parts(), context, nowMillis);
      case Condition.Not not -> !holds(not.part(), context, nowMillis);
      case Condition.Compare compare -> compares(compare, context.attribute(compare.attribute()));
      case Condition.Matches matches ->
          matches(matches.patterns(), context.attribute(matches.attribute()));
      case Condition.InNetwork network ->
          inNetwork(network.blocks(), context.attribute(network.attribute()));
      case Condition.OfVersion version ->
          ofVersion(version, context.attribute(version.attribute()));
      case Condition.InTime time -> inTime(time, context, nowMillis);
    };
  }

  private static boolean holdsForAll(List<Condition> parts, Context context, long nowMillis) {
    for (int i = 0; i < parts.size(); i++) {
      if (!holds(parts.get(i), context, nowMillis)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsForAny(List<Condition> parts, Context context, long nowMillis) {
    for (int i = 0; i < parts.size(); i++) {
      if (holds(parts.get(i), context, nowMillis)) {
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

  private static boolean matches(List<Written<Regex>> patterns, @Nullable Value seen) {
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).meaning().foundIn(text.value())) {
        return true;
      }
    }
    return false;
  }

  private static boolean inNetwork(List<Written<Cidr>> blocks, @Nullable Value seen) {
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).meaning().contains(text.value())) {
        return true;
      }
    }
    return false;
  }

  private static boolean ofVersion(Condition.OfVersion condition, @Nullable Value seen) {
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    Optional<Version> version = Version.parse(text.value(), Version.Form.LENIENT);
    return version.isPresent()
        && condition.test().holds(version.get(), condition.wanted().meaning());
  }

  private static boolean inTime(Condition.InTime condition, Context context, long nowMillis) {
    OptionalLong seen =
        condition.attribute().equals(Condition.NOW)
            ? OptionalLong.of(nowMillis)
            : time(context.attribute(condition.attribute()));
    return seen.isPresent()
        && seen.getAsLong() < condition.moment().meaning() == condition.before();
  }

  private static OptionalLong time(@Nullable Value seen) {
    if (seen instanceof Value.Numeric number) {
      return OptionalLong.of((long) number.value());
    }
    return seen instanceof Value.Text text
        ? Timestamp.parseDateTime(text.value())
        : OptionalLong.empty();
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
      case EQUALS, IN -> ignoreCase ? AsciiCase.equal(seen, wanted) : seen.equals(wanted);
      case STARTS_WITH -> ignoreCase ? AsciiCase.startsWith(seen, wanted) : seen.startsWith(wanted);
      case ENDS_WITH -> ignoreCase ? AsciiCase.endsWith(seen, wanted) : seen.endsWith(wanted);
      case CONTAINS -> ignoreCase ? AsciiCase.contains(seen, wanted) : seen.indexOf(wanted) >= 0;
      case LESS_THAN, LESS_OR_EQUAL, GREATER_THAN, GREATER_OR_EQUAL, EXISTS -> false;
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
      case STARTS_WITH, ENDS_WITH, CONTAINS, EXISTS -> false;
    };
  }
}
