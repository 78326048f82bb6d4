package dev.rimlight.interop.eppo;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Check;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Elements;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Value;
import dev.rimlight.core.VersionTest;
import dev.rimlight.core.text.Numbers;
import dev.rimlight.core.text.Version;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Targeting rules as conditions: any rule, of which all conditions hold. An attribute that is null
/// or missing fails all of them but IS_NULL.
final class Conditions {
  /// Of an obfuscated document the digest of an attribute's value, under the attribute's name.
  static final String DIGEST = ".md5";

  /// What the SDKs take for a version: all three numbers, and perhaps a v.
  private static final String COMPLETE = "^v?[0-9]+\\.[0-9]+\\.[0-9]+";

  private static final Pattern VERSION = Pattern.compile(COMPLETE);
  private static final Set<String> CARRIED = Set.of("attribute", "operator", "value");

  private final Wording wording;
  private final Losses losses;

  Conditions(Wording wording, Losses losses) {
    this.wording = wording;
    this.losses = losses;
  }

  Condition any(Place rules) {
    List<Place> all = rules.elements();
    return all.isEmpty()
        ? Tests.ALWAYS
        : Tests.any(
            all.stream()
                .map(rule ->
                    Tests.all(
                        rule.at("conditions").elements().stream().map(this::condition).toList()))
                .toList());
  }

  private Condition condition(Place condition) {
    losses.dropped(condition, "a condition", CARRIED, Map.of());
    String name = condition.at("attribute").text();
    Place value = condition.at("value");
    String operator = wording.operator(condition.at("operator"));
    return switch (operator) {
      case "IS_NULL" -> {
        Condition exists = Tests.exists(attribute(name, Reading.VALUE));
        yield wording.truth(value) ? Tests.not(exists) : exists;
      }
      case "ONE_OF" -> oneOf(name, value, Elements.WHOLE);
      case "NOT_ONE_OF" -> oneOf(name, value, Elements.NONE);
      case "MATCHES" -> matches(name, value, Elements.WHOLE);
      case "NOT_MATCHES" -> matches(name, value, Elements.NONE);
      case "GT" -> ordered(name, value, Operator.GREATER_THAN, VersionTest.GREATER);
      case "GTE" -> ordered(name, value, Operator.GREATER_OR_EQUAL, VersionTest.GREATER_OR_EQUAL);
      case "LT" -> ordered(name, value, Operator.LESS_THAN, VersionTest.LESS);
      case "LTE" -> ordered(name, value, Operator.LESS_OR_EQUAL, VersionTest.LESS_OR_EQUAL);
      default -> {
        losses.add(
            condition.at("operator"),
            "operator " + operator,
            "nobody knows it; the condition never holds");
        yield Tests.NEVER;
      }
    };
  }

  /// The value's text is one of the list, or none of it; a list is one text.
  private Condition oneOf(String name, Place value, Elements elements) {
    List<Value> wanted = new ArrayList<>();
    for (Place item : value.elements()) {
      wanted.add(
          new Value.Text(item.value() instanceof String text ? text : JsonText.of(item.value())));
    }
    Attribute subject = attribute(wording.obfuscated() ? name + DIGEST : name, Reading.TEXT);
    if (wanted.isEmpty()) {
      return elements == Elements.WHOLE ? Tests.NEVER : Tests.exists(subject);
    }
    return test(subject, elements, Tests.compare(Operator.IN, wanted));
  }

  private Condition matches(String name, Place value, Elements elements) {
    Optional<Check> check = Checks.matches(wording.text(value));
    if (check.isEmpty()) {
      losses.add(value, "a pattern", "it is none of RE2, and so the condition never holds");
      return Tests.NEVER;
    }
    return test(attribute(name, Reading.TEXT), elements, check.get());
  }

  private Condition ordered(String name, Place value, Operator operator, VersionTest version) {
    Object wanted = wording.read(value);
    String text = String.valueOf(wanted);
    if (wanted instanceof String && VERSION.matcher(text).find()) {
      Optional<Check> check = Checks.ofVersion(version, Version.Form.LENIENT, text);
      if (check.isPresent()) {
        Attribute subject = attribute(name, Reading.VALUE);
        return Tests.all(
            test(subject, Elements.WHOLE, Checks.matches(COMPLETE).orElseThrow()),
            test(subject, Elements.WHOLE, check.get()));
      }
    }
    double number = wanted instanceof Number given ? given.doubleValue() : Numbers.parse(text);
    if (!Double.isFinite(number)) {
      losses.add(value, "value of a condition", "it is neither a number nor a version");
      return Tests.NEVER;
    }
    return test(
        attribute(name, Reading.NUMBER),
        Elements.WHOLE,
        Tests.compare(operator, List.of(new Value.Numeric(number))));
  }

  private static Condition test(Attribute subject, Elements elements, Check check) {
    return new Condition.Test(subject, elements, check);
  }

  /// A name that begins with "/" is no path.
  private static Attribute attribute(String name, Reading reading) {
    String written = name.startsWith("/") ? "/" + name.replace("~", "~0").replace("/", "~1") : name;
    return Attribute.parse(written, reading, false).orElseThrow();
  }
}
