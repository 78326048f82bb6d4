package dev.rimlight.core;

import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.AsciiCase;
import dev.rimlight.core.text.Cidr;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.core.text.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Whether a condition holds of a context.
final class Conditions {
  private Conditions() {}

  static boolean holds(Condition condition, Question question) {
    Context context = question.context();
    return switch (condition) {
      case Condition.Always a -> true;
      case Condition.All all -> holdsForAll(all.parts(), question);
      case Condition.Any any -> holdsForAny(any.parts(), question);
      case Condition.Not not -> !holds(not.part(), question);
      case Condition.Compare compare -> compares(compare, context);
      case Condition.Matches matches ->
          ofElements(matches.attribute(), context, seen -> matches(matches.patterns(), seen));
      case Condition.InNetwork network ->
          ofElements(network.attribute(), context, seen -> inNetwork(network.blocks(), seen));
      case Condition.OfVersion version ->
          ofElements(version.attribute(), context, seen -> ofVersion(version, seen));
      case Condition.InTime time -> inTime(time, question);
      case Condition.FlagGives prerequisite -> question.gives(prerequisite);
    };
  }

  private static boolean holdsForAll(List<Condition> parts, Question question) {
    for (int i = 0; i < parts.size(); i++) {
      if (!holds(parts.get(i), question)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsForAny(List<Condition> parts, Question question) {
    for (int i = 0; i < parts.size(); i++) {
      if (holds(parts.get(i), question)) {
        return true;
      }
    }
    return false;
  }

  /// A missing attribute has no elements to ask: false whatever is asked of them.
  private static boolean ofElements(Attribute attribute, Context context, Predicate<Value> test) {
    Value seen = attribute.in(context);
    return seen != null && ofElements(attribute.elements(), seen, test);
  }

  private static boolean ofElements(Elements elements, Value seen, Predicate<Value> test) {
    List<Value> items = seen instanceof Value.Items list ? list.elements() : List.of(seen);
    boolean wanted = elements == Elements.ALL;
    for (int i = 0; i < items.size(); i++) {
      if (test.test(items.get(i)) != wanted) {
        return elements == Elements.ANY;
      }
    }
    return elements != Elements.ANY;
  }

  private static boolean compares(Condition.Compare compare, Context context) {
    if (!compare.operator().ofWhole()) {
      return ofElements(compare.attribute(), context, seen -> comparesWithOne(compare, seen));
    }
    Value seen = compare.attribute().in(context);
    if (seen == null) {
      return false;
    }
    return compare.operator() == Operator.EXISTS || comparesWithOne(compare, seen);
  }

  private static boolean comparesWithOne(Condition.Compare compare, Value seen) {
    List<Value> values = compare.values();
    for (int i = 0; i < values.size(); i++) {
      if (compares(compare.operator(), compare.ignoreCase(), seen, values.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<Written<Regex>> patterns, Value seen) {
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

  private static boolean inNetwork(List<Written<Cidr>> blocks, Value seen) {
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

  private static boolean ofVersion(Condition.OfVersion condition, Value seen) {
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    Optional<Version> version = Version.parse(text.value(), Version.Form.LENIENT);
    return version.isPresent()
        && condition.test().holds(version.get(), condition.wanted().meaning());
  }

  private static boolean inTime(Condition.InTime condition, Question question) {
    if (condition.attribute().name().equals(Condition.NOW)) {
      Value now = new Value.Numeric(question.nowMillis());
      return ofElements(condition.attribute().elements(), now, seen -> inTime(condition, seen));
    }
    return ofElements(condition.attribute(), question.context(), seen -> inTime(condition, seen));
  }

  private static boolean inTime(Condition.InTime condition, Value value) {
    OptionalLong seen = time(value);
    return seen.isPresent()
        && seen.getAsLong() < condition.moment().meaning() == condition.before();
  }

  private static OptionalLong time(Value seen) {
    if (seen instanceof Value.Numeric number) {
      return OptionalLong.of((long) number.value());
    }
    return seen instanceof Value.Text text
        ? Timestamp.parseDateTime(text.value())
        : OptionalLong.empty();
  }

  /// Strict by type: 1 is neither true nor "1".
  private static boolean compares(Operator operator, boolean ignoreCase, Value seen, Value wanted) {
    if (operator == Operator.IS_TYPE) {
      return wanted instanceof Value.Text type && type.value().equals(typeOf(seen));
    }
    if (operator.sized()) {
      return wanted instanceof Value.Numeric size
          && comparesSizes(operator, sizeOf(seen), size.value());
    }
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
      case LESS_THAN,
          LESS_OR_EQUAL,
          GREATER_THAN,
          GREATER_OR_EQUAL,
          EXISTS,
          SIZE_EQUALS,
          SIZE_LESS,
          SIZE_GREATER,
          IS_TYPE ->
          false;
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
      case STARTS_WITH,
          ENDS_WITH,
          CONTAINS,
          EXISTS,
          SIZE_EQUALS,
          SIZE_LESS,
          SIZE_GREATER,
          IS_TYPE ->
          false;
    };
  }

  private static String typeOf(Value seen) {
    return switch (seen) {
      case Value.Bool b -> "boolean";
      case Value.Text t -> "string";
      case Value.Numeric n -> "number";
      case Value.Items i -> "list";
      case Value.Members m -> "object";
      case Value.Json j -> "json";
    };
  }

  /// What has no size is of size -1.
  private static int sizeOf(Value seen) {
    if (seen instanceof Value.Items items) {
      return items.elements().size();
    }
    return seen instanceof Value.Text text ? codePoints(text.value()) : -1;
  }

  private static boolean comparesSizes(Operator operator, int seen, double wanted) {
    if (seen < 0) {
      return false;
    }
    return operator == Operator.SIZE_EQUALS
        ? seen == wanted
        : operator == Operator.SIZE_LESS ? seen < wanted : seen > wanted;
  }

  private static int codePoints(String text) {
    int count = text.length();
    for (int i = 1; i < text.length(); i++) {
      if (Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i))) {
        count--;
      }
    }
    return count;
  }
}
