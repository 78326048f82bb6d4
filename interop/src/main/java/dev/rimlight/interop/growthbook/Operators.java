package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Check;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Elements;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.Wanted;
import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.VersionText;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.growthbook.ConditionReader.Scope;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// GrowthBook's operators. One that nobody knows is false.
final class Operators {
  private final ConditionReader conditions;

  Operators(ConditionReader conditions) {
    this.conditions = conditions;
  }

  Condition read(String operator, Place wanted, Subject subject, Scope scope) {
    return switch (operator) {
      case "$eq" -> strictlyEqual(wanted, subject);
      case "$ne" -> Tests.not(strictlyEqual(wanted, subject));
      case "$lt" -> ordered(Operator.LESS_THAN, wanted, subject);
      case "$lte" -> ordered(Operator.LESS_OR_EQUAL, wanted, subject);
      case "$gt" -> ordered(Operator.GREATER_THAN, wanted, subject);
      case "$gte" -> ordered(Operator.GREATER_OR_EQUAL, wanted, subject);
      case "$veq" -> ofVersion(Operator.EQUALS, wanted, subject);
      case "$vne" -> Tests.not(ofVersion(Operator.EQUALS, wanted, subject));
      case "$vlt" -> ofVersion(Operator.LESS_THAN, wanted, subject);
      case "$vlte" -> ofVersion(Operator.LESS_OR_EQUAL, wanted, subject);
      case "$vgt" -> ofVersion(Operator.GREATER_THAN, wanted, subject);
      case "$vgte" -> ofVersion(Operator.GREATER_OR_EQUAL, wanted, subject);
      case "$exists" ->
          JavaScript.truthy(wanted.value()) ? subject.exists() : Tests.not(subject.exists());
      case "$in" -> ofList(wanted, isIn(wanted, subject));
      case "$nin" -> ofList(wanted, Tests.not(isIn(wanted, subject)));
      case "$ini" -> ofList(wanted, isInIgnoringCase(wanted, subject));
      case "$nini" -> ofList(wanted, Tests.not(isInIgnoringCase(wanted, subject)));
      case "$inGroup" -> conditions.inGroup(wanted, subject, scope);
      case "$notInGroup" ->
          conditions.isList(wanted)
              ? Tests.not(conditions.inGroup(wanted, subject, scope))
              : Tests.NEVER;
      case "$not" -> Tests.not(conditions.ofValue(wanted, subject, scope, false));
      case "$size" ->
          subject instanceof Subject.SizeOf
              ? Tests.NEVER
              : Tests.all(
                  subject.isList(), conditions.ofValue(wanted, subject.ofSize(), scope, false));
      case "$elemMatch" -> elementMatches(wanted, subject, scope);
      case "$all" -> ofList(wanted, all(wanted, subject, scope, false));
      case "$alli" -> ofList(wanted, all(wanted, subject, scope, true));
      case "$regex" -> matches(wanted, subject, "");
      case "$regexi" -> matches(wanted, subject, "(?i)");
      case "$type" -> ofType(wanted.value(), subject);
      default -> {
        conditions
            .losses()
            .add(wanted, "operator " + operator, "GrowthBook does not know it: it is false");
        yield Tests.NEVER;
      }
    };
  }

  private static Condition ofList(Place wanted, Condition condition) {
    return wanted.value() instanceof List<?> ? condition : Tests.NEVER;
  }

  /// Arrays and objects are equal to nothing but themselves.
  private static Condition strictlyEqual(Place wanted, Subject subject) {
    Value value = scalar(wanted.value());
    if (value == null) {
      return Tests.NEVER;
    }
    return value instanceof Value.Null
        ? Tests.not(subject.exists())
        : subject.equalTo(subject.value(false), value);
  }

  private static @Nullable Value scalar(@Nullable Object tree) {
    return tree instanceof List<?> || tree instanceof Map<?, ?> ? null : AttributeValue.of(tree);
  }

  private static Condition ordered(Operator operator, Place wanted, Subject subject) {
    return Subject.compares(subject.value(true), operator, AttributeValue.of(wanted.value()));
  }

  private Condition ofVersion(Operator operator, Place wanted, Subject subject) {
    if (subject instanceof Subject.SizeOf) {
      return conditions.unsupported(wanted, "$size as a version", "a size is no version");
    }
    String version =
        switch (wanted.value()) {
          case String text -> text;
          case Number number -> JavaScript.text(number);
          case null, default -> "";
        };
    String wantedText = VersionText.comparable(version);
    Condition compares = Subject.compares(subject.version(), operator, new Value.Text(wantedText));
    return holds(operator, VersionText.comparable("").compareTo(wantedText))
        ? Tests.any(Tests.not(subject.isTextOrNumber()), compares)
        : Tests.all(subject.isTextOrNumber(), compares);
  }

  /// Whether it holds of what compares so.
  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case LESS_THAN -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER_THAN -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUALS, IN, STARTS_WITH, ENDS_WITH, CONTAINS, EXISTS -> order == 0;
    };
  }

  /// The value, or an element of the list that it is, is one of the wanted, strictly by type.
  Condition isIn(Place wanted, Subject subject) {
    List<Value> values = new ArrayList<>();
    for (Place each : list(wanted)) {
      Value value = scalar(each.value());
      if (value != null) {
        values.add(value);
      }
    }
    return Tests.isOneOf(subject.value(values.contains(Value.NULL)), values);
  }

  private Condition isInIgnoringCase(Place wanted, Subject subject) {
    List<Condition> parts = new ArrayList<>();
    List<Value> others = new ArrayList<>();
    List<Term> texts = new ArrayList<>();
    for (Place each : list(wanted)) {
      Value value = scalar(each.value());
      if (value instanceof Value.Text text) {
        if (CaseFolding.isAscii(text.value())) {
          texts.add(new Term.Constant(text));
        } else {
          parts.add(Tests.passes(subject.value(false), folded(text.value())));
        }
      } else if (value != null) {
        others.add(value);
      }
    }
    if (!texts.isEmpty()) {
      parts.add(
          Tests.passes(
              subject.value(false),
              new Check.Compare(
                  texts.size() == 1 ? Operator.EQUALS : Operator.IN,
                  new Wanted(texts),
                  true,
                  false)));
    }
    parts.add(Tests.isOneOf(subject.value(others.contains(Value.NULL)), others));
    return Tests.any(parts);
  }

  /// @param text what is compared, a text
  Condition equalsIgnoringCase(Term text, String wanted) {
    return Tests.passes(
        text,
        CaseFolding.isAscii(wanted)
            ? new Check.Compare(
                Operator.EQUALS,
                new Wanted(List.of(new Term.Constant(new Value.Text(wanted)))),
                true,
                false)
            : folded(wanted));
  }

  private static Check folded(String wanted) {
    return Checks.matches(CaseFolding.pattern(wanted))
        .orElseGet(() -> Tests.compare(Operator.EQUALS, List.of(new Value.Text(wanted))));
  }

  private static List<Place> list(Place wanted) {
    return wanted.value() instanceof List<?> ? wanted.elements() : List.of();
  }

  private Condition all(Place wanted, Subject subject, Scope scope, boolean ignoreCase) {
    List<Condition> parts = new ArrayList<>();
    parts.add(subject.isList());
    for (Place each : list(wanted)) {
      parts.add(
          subject.anyElement(
              conditions.ofValue(
                  each, Subject.OfAttribute.ELEMENT, scope.ofElement(), ignoreCase)));
    }
    return Tests.all(parts.size() > 1 ? parts.subList(1, parts.size()) : parts);
  }

  /// Falsy elements are skipped.
  private Condition elementMatches(Place wanted, Subject subject, Scope scope) {
    Subject element = Subject.OfAttribute.ELEMENT;
    Condition matches =
        ConditionReader.isOperators(wanted.value() == null ? "" : wanted.value())
            ? conditions.ofValue(wanted, element, scope.ofElement(), false)
            : conditions.read(wanted, scope.ofElement());
    return subject.anyElement(Tests.all(element.isTruthy(true), matches));
  }

  /// Whatever the value is, its text is searched.
  private Condition matches(Place wanted, Subject subject, String flags) {
    if (!(wanted.value() instanceof String pattern)) {
      return Tests.NEVER;
    }
    String why =
        "our engine has no look-around, no back references and bounds what a pattern costs";
    try {
      String written = flags + JavaScriptPattern.toRe2(pattern);
      Optional<Check> check = Checks.matches(written);
      if (check.isPresent()) {
        boolean orNull = Regex.compile(written).foundIn("null");
        return new Condition.Test(subject.text(orNull), Elements.WHOLE, check.get());
      }
      return isPatternOfJava(pattern)
          ? conditions.unsupported(wanted, "pattern " + pattern, why)
          : Tests.NEVER;
    } catch (JavaScriptPattern.Unwritable e) {
      return switch (e.fault()) {
        case INVALID -> Tests.NEVER;
        case UNSUPPORTED -> conditions.unsupported(wanted, "pattern " + pattern, why);
      };
    }
  }

  /// What our engine refuses for its cost, and not for its syntax, is a pattern elsewhere.
  private static boolean isPatternOfJava(String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException noPatternAtAll) {
      return false;
    }
  }

  private static Condition ofType(@Nullable Object wanted, Subject subject) {
    return switch (wanted instanceof String type ? type : "") {
      case "array" -> subject.isList();
      case "boolean" -> subject.isOfType("boolean");
      case "string" -> subject.isOfType("string");
      case "number" -> subject.isOfType("number");
      case "object" -> subject.isOfType("object");
      case "null" -> subject.isOfType("null");
      default -> Tests.NEVER;
    };
  }
}
