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
      if (compares(compare.operator(), seen, values.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean compares(Operator operator, Value seen, Value wanted) {
    return switch (operator) {
      case EQUALS, IN -> equal(seen, wanted);
      case STARTS_WITH ->
          seen instanceof Value.Text s
              && wanted instanceof Value.Text w
              && s.value().startsWith(w.value());
      case ENDS_WITH ->
          seen instanceof Value.Text s
              && wanted instanceof Value.Text w
              && s.value().endsWith(w.value());
      case CONTAINS ->
          seen instanceof Value.Text s
              && wanted instanceof Value.Text w
              && s.value().indexOf(w.value()) >= 0;
      case LESS_THAN ->
          seen instanceof Value.Numeric s
              && wanted instanceof Value.Numeric w
              && s.value() < w.value();
      case LESS_OR_EQUAL ->
          seen instanceof Value.Numeric s
              && wanted instanceof Value.Numeric w
              && s.value() <= w.value();
      case GREATER_THAN ->
          seen instanceof Value.Numeric s
              && wanted instanceof Value.Numeric w
              && s.value() > w.value();
      case GREATER_OR_EQUAL ->
          seen instanceof Value.Numeric s
              && wanted instanceof Value.Numeric w
              && s.value() >= w.value();
      case EXISTS -> true;
    };
  }

  /// Strict by type: 1 is neither true nor "1". Zero and minus zero are equal.
  private static boolean equal(Value seen, Value wanted) {
    return switch (wanted) {
      case Value.Text w -> seen instanceof Value.Text s && s.value().equals(w.value());
      case Value.Numeric w -> seen instanceof Value.Numeric s && s.value() == w.value();
      case Value.Bool w -> seen instanceof Value.Bool s && s.value() == w.value();
      case Value.Json w -> false;
    };
  }
}
