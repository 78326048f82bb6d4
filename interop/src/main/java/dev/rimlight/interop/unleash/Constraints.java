package dev.rimlight.interop.unleash;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Check;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.VersionTest;
import dev.rimlight.core.Wanted;
import dev.rimlight.core.text.Numbers;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.core.text.Version;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Constraints as conditions. An operator that nobody knows never holds, inverted or not.
final class Constraints {
  private static final Set<String> CARRIED =
      Set.of("contextName", "operator", "values", "value", "inverted", "caseInsensitive");

  private final Losses losses;

  Constraints(Losses losses) {
    this.losses = losses;
  }

  Condition all(Place constraints) {
    return Tests.all(constraints.elements().stream().map(this::condition).toList());
  }

  private Condition condition(Place constraint) {
    losses.dropped(constraint, "a constraint", CARRIED, Map.of());
    Optional<Condition> known = known(constraint);
    if (known.isEmpty()) {
      losses.add(
          constraint.at("operator"),
          "operator " + constraint.at("operator").value(),
          "nobody knows it; the constraint never holds");
      return Tests.NEVER;
    }
    return constraint.at("inverted").boolOr(false) ? Tests.not(known.get()) : known.get();
  }

  private Optional<Condition> known(Place constraint) {
    Attribute field = Units.field(constraint.at("contextName").textOr(""));
    List<String> values =
        constraint.at("values").elements().stream()
            .filter(value -> !value.isNull())
            .map(value -> value.text().trim())
            .filter(value -> !value.isEmpty())
            .toList();
    boolean ignoreCase = constraint.at("caseInsensitive").boolOr(false);
    Place value = constraint.at("value");
    return Optional.ofNullable(
        switch (constraint.at("operator").textOr("")) {
          case "IN" -> Tests.isOneOfTexts(field, values);
          case "NOT_IN" -> Tests.not(Tests.isOneOfTexts(field, values));
          case "STR_STARTS_WITH" -> text(field, Operator.STARTS_WITH, values, ignoreCase);
          case "STR_ENDS_WITH" -> text(field, Operator.ENDS_WITH, values, ignoreCase);
          case "STR_CONTAINS" -> text(field, Operator.CONTAINS, values, ignoreCase);
          case "NUM_EQ" -> number(field, Operator.EQUALS, value);
          case "NUM_GT" -> number(field, Operator.GREATER_THAN, value);
          case "NUM_GTE" -> number(field, Operator.GREATER_OR_EQUAL, value);
          case "NUM_LT" -> number(field, Operator.LESS_THAN, value);
          case "NUM_LTE" -> number(field, Operator.LESS_OR_EQUAL, value);
          case "DATE_AFTER" -> time(false, value);
          case "DATE_BEFORE" -> time(true, value);
          case "SEMVER_EQ" -> version(field, VersionTest.EQUAL, value);
          case "SEMVER_GT" -> version(field, VersionTest.GREATER, value);
          case "SEMVER_GTE" -> version(field, VersionTest.GREATER_OR_EQUAL, value);
          case "SEMVER_LT" -> version(field, VersionTest.LESS, value);
          case "SEMVER_LTE" -> version(field, VersionTest.LESS_OR_EQUAL, value);
          case "REGEX" -> pattern(field, value, ignoreCase);
          case "IN_CIDR" -> network(field, constraint.at("values"), values);
          default -> null;
        });
  }

  /// Case is one of ASCII in our comparisons; other letters take a pattern.
  private static Condition text(
      Attribute field, Operator operator, List<String> values, boolean ignoreCase) {
    List<Term> plain = new ArrayList<>();
    List<Condition> any = new ArrayList<>();
    for (String value : values) {
      if (ignoreCase && value.chars().anyMatch(c -> c >= 0x80)) {
        Checks.matches(anyCase(operator, value))
            .ifPresent(check -> any.add(Tests.passes(field, check)));
      } else {
        plain.add(new Term.Constant(new Value.Text(value)));
      }
    }
    if (!plain.isEmpty()) {
      any.add(
          Tests.passes(field, new Check.Compare(operator, new Wanted(plain), ignoreCase, false)));
    }
    return Tests.any(any);
  }

  private static String anyCase(Operator operator, String value) {
    StringBuilder pattern = new StringBuilder("(?is)");
    pattern.append(operator == Operator.STARTS_WITH ? "^" : "");
    value
        .codePoints()
        .forEach(point -> {
          boolean mark = point < 0x80 && !Character.isLetterOrDigit(point);
          pattern.append(mark ? "\\" : "").appendCodePoint(point);
        });
    return pattern.append(operator == Operator.ENDS_WITH ? "$" : "").toString();
  }

  /// As JavaScript reads numbers: a text without any is 0.
  private Condition number(Attribute field, Operator operator, Place value) {
    double wanted = value.isNull() ? Double.NaN : Numbers.parse(written(value));
    if (!Double.isFinite(wanted)) {
      return unusable(value, "a number");
    }
    Attribute asNumber = new Attribute(field.name(), field.path(), Reading.NUMBER, false);
    return Tests.holds(asNumber, operator, new Value.Numeric(wanted));
  }

  /// The time of the context where it has one, else the clock.
  private Condition time(boolean before, Place value) {
    String text = written(value);
    OptionalLong millis = Timestamp.parseDateTime(text);
    if (millis.isEmpty()) {
      millis = Timestamp.parseDate(text);
    }
    if (millis.isEmpty()) {
      return unusable(value, "a time");
    }
    Attribute given = Attribute.parse("currentTime").orElseThrow();
    Term clock =
        new Term.Choice(Tests.exists(given), given, Attribute.parse(Attribute.NOW).orElseThrow());
    return Tests.passes(
        clock,
        before ? Checks.before(millis.getAsLong()) : Checks.notBefore(millis.getAsLong() + 1));
  }

  private Condition version(Attribute field, VersionTest test, Place value) {
    return Checks.ofVersion(test, Version.Form.STRICT, written(value))
        .map(check -> Tests.passes(field, check))
        .orElseGet(() -> unusable(value, "a version"));
  }

  private Condition pattern(Attribute field, Place value, boolean ignoreCase) {
    return Checks.matches((ignoreCase ? "(?i)" : "") + written(value))
        .map(check -> Tests.passes(field, check))
        .orElseGet(() -> unusable(value, "a pattern of RE2"));
  }

  private Condition network(Attribute field, Place place, List<String> values) {
    Check check = Checks.inNetwork(values);
    int blocks = check instanceof Check.InNetwork in ? in.blocks().size() : 0;
    if (blocks < values.size()) {
      losses.add(place, "values of a constraint", "what is neither address nor block is left out");
    }
    return blocks == 0 ? Tests.NEVER : Tests.passes(field, check);
  }

  private static String written(Place value) {
    return value.value() == null ? "" : String.valueOf(value.value());
  }

  private Condition unusable(Place value, String form) {
    losses.add(value, "value of a constraint", "it is not " + form + ", and so nothing matches it");
    return Tests.NEVER;
  }
}
