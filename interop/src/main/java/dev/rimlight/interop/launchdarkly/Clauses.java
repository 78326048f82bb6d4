package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Value;
import dev.rimlight.core.VersionTest;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.core.text.Version;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.AttributeValue;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Clauses as conditions. A clause about a value that is missing never holds, negated or not.
final class Clauses {
  static final String MALFORMED = "MALFORMED_FLAG";

  private static final Set<String> CARRIED =
      Set.of("attribute", "op", "values", "negate", "contextKind");
  private static final Set<String> OPERATORS =
      Set.of(
          "startsWith",
          "endsWith",
          "contains",
          "matches",
          "lessThan",
          "lessThanOrEqual",
          "greaterThan",
          "greaterThanOrEqual",
          "before",
          "after",
          "semVerEqual",
          "semVerLessThan",
          "semVerGreaterThan");
  private static final double MOST_MILLIS = 8.64e15;

  private final Set<String> segments;
  private final KeyNames segmentKeys;
  private final Losses losses;

  /// @param segments names of those that there are
  Clauses(Set<String> segments, KeyNames segmentKeys, Losses losses) {
    this.segments = segments;
    this.segmentKeys = segmentKeys;
    this.losses = losses;
  }

  /// All clauses of a rule of a flag or segment; none hold always.
  Condition all(Place rule) {
    return Tests.all(rule.at("clauses").elements().stream().map(this::condition).toList());
  }

  private Condition condition(Place clause) {
    losses.dropped(clause, "a clause", CARRIED, Map.of());
    boolean negate = clause.at("negate").boolOr(false);
    String op = clause.at("op").textOr("");
    if (op.equals("segmentMatch")) {
      Condition in =
          Tests.any(clause.at("values").elements().stream().map(this::inSegment).toList());
      return negate ? Tests.not(in) : in;
    }
    if (!op.equals("in") && !OPERATORS.contains(op)) {
      losses.add(clause.at("op"), "operator " + op, "nobody knows it; it never matches");
    }
    String kind = clause.at("contextKind").textOr("");
    AttributeReference reference =
        AttributeReference.of(clause.at("attribute").textOrNull(), kind.isEmpty());
    if (reference.malformed()) {
      losses.add(
          clause.at("attribute"),
          "malformed attribute reference",
          "a decision that comes to it ends with an error, as it does in LaunchDarkly");
      return new Condition.Broken(MALFORMED);
    }
    Optional<Attribute> attribute = reference.in(Rollouts.kindOrUser(kind));
    if (attribute.isEmpty()) {
      losses.add(
          clause.at("attribute"), "a clause", "the path is too long; the clause never holds");
      return Tests.NEVER;
    }
    Condition matches = matches(attribute.get(), op, clause);
    return negate ? Tests.all(Tests.exists(attribute.get()), Tests.not(matches)) : matches;
  }

  private Condition inSegment(Place name) {
    if (name.value() instanceof String segment && segments.contains(segment)) {
      return new Condition.InSegment(segmentKeys.key(segment));
    }
    losses.add(name, "reference to a segment", "there is no such segment; nobody is in it");
    return Tests.NEVER;
  }

  private Condition matches(Attribute subject, String op, Place clause) {
    List<Place> values = clause.at("values").elements();
    if (op.equals("in")) {
      return Tests.isOneOf(subject, values.stream().flatMap(Clauses::scalar).toList());
    }
    List<Condition> any = new ArrayList<>();
    for (Place value : values) {
      any.add(
          switch (op) {
            case "startsWith" -> text(subject, Operator.STARTS_WITH, value);
            case "endsWith" -> text(subject, Operator.ENDS_WITH, value);
            case "contains" -> text(subject, Operator.CONTAINS, value);
            case "matches" -> pattern(subject, value);
            case "lessThan" -> number(subject, Operator.LESS_THAN, value);
            case "lessThanOrEqual" -> number(subject, Operator.LESS_OR_EQUAL, value);
            case "greaterThan" -> number(subject, Operator.GREATER_THAN, value);
            case "greaterThanOrEqual" -> number(subject, Operator.GREATER_OR_EQUAL, value);
            case "before" -> time(subject, true, value);
            case "after" -> time(subject, false, value);
            case "semVerEqual" -> version(subject, VersionTest.EQUAL, value);
            case "semVerLessThan" -> version(subject, VersionTest.LESS, value);
            case "semVerGreaterThan" -> version(subject, VersionTest.GREATER, value);
            default -> Tests.NEVER;
          });
    }
    return Tests.any(any);
  }

  /// Lists and objects equal nothing.
  private static Stream<Value> scalar(Place value) {
    return value.value() instanceof List<?> || value.value() instanceof Map<?, ?>
        ? Stream.empty()
        : Stream.of(AttributeValue.of(value.value()));
  }

  private Condition text(Attribute subject, Operator operator, Place value) {
    return value.value() instanceof String text
        ? Tests.holds(subject, operator, new Value.Text(text))
        : unusable(value, "a string");
  }

  private Condition number(Attribute subject, Operator operator, Place value) {
    return value.value() instanceof Number number
        ? Tests.holds(subject, operator, new Value.Numeric(number.doubleValue()))
        : unusable(value, "a number");
  }

  private Condition pattern(Attribute subject, Place value) {
    return value.value() instanceof String text
        ? Checks.matches(text)
            .map(check -> Tests.passes(subject, check))
            .orElseGet(() -> unusable(value, "a pattern of RE2"))
        : unusable(value, "a pattern");
  }

  private Condition version(Attribute subject, VersionTest test, Place value) {
    return value.value() instanceof String text
        ? Checks.ofVersion(test, Version.Form.PARTIAL, text)
            .map(check -> Tests.passes(subject, check))
            .orElseGet(() -> unusable(value, "a version"))
        : unusable(value, "a version");
  }

  /// After means later, and ours means not before: a time later than one of whole milliseconds is
  /// not before the next, but a number may lie between the two.
  private Condition time(Attribute subject, boolean before, Place value) {
    if (value.value() instanceof String text) {
      OptionalLong millis = Timestamp.parseDateTime(text);
      if (millis.isPresent()) {
        return time(subject, before, (double) millis.getAsLong());
      }
    } else if (value.value() instanceof Number number
        && Math.abs(number.doubleValue()) <= MOST_MILLIS) {
      return time(subject, before, number.doubleValue());
    }
    return unusable(value, "a time");
  }

  private static Condition time(Attribute subject, boolean before, double millis) {
    double whole = Math.floor(millis);
    if (before && whole == millis) {
      return Tests.passes(subject, Checks.before((long) whole));
    }
    Operator operator = before ? Operator.LESS_THAN : Operator.GREATER_THAN;
    Condition byNumber = Tests.holds(subject, operator, new Value.Numeric(millis));
    long next = (long) whole + 1;
    if (!before) {
      return Tests.any(Tests.passes(subject, Checks.notBefore(next)), byNumber);
    }
    Attribute type = new Attribute(subject.name(), subject.path(), Reading.TYPE, false);
    Condition written = Tests.holds(type, Operator.EQUALS, new Value.Text("string"));
    return Tests.any(byNumber, Tests.all(written, Tests.passes(subject, Checks.before(next))));
  }

  private Condition unusable(Place value, String form) {
    losses.add(value, "a value of a clause", "it is not " + form + ", and so nothing matches it");
    return Tests.NEVER;
  }
}
