package dev.rimlight.interop.flagd;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Check;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.VersionTest;
import dev.rimlight.core.text.Version;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `sem_ver`: compares two versions, one of which is constant. `^` is the same major version and
/// `~` the same minor one, be it earlier or later.
final class SemanticVersions {
  private static final Set<String> OPERATORS = Set.of("=", "!=", "<", "<=", ">", ">=", "^", "~");

  /// One or two numbers are filled up, but have neither prerelease nor build.
  private static final String PARTIAL_WITH_MORE = "^[vV]?[0-9]+(\\.[0-9]+)?[-+]";

  private final LogicReader reader;

  SemanticVersions(LogicReader reader) {
    this.reader = reader;
  }

  Condition condition(Logic logic, LogicScope scope) {
    List<Place> arguments = logic.arguments();
    if (arguments.size() != 3) {
      return Tests.NEVER;
    }
    String operator = JavaScript.text(arguments.get(1).value());
    if (!OPERATORS.contains(operator)) {
      return Logic.of(arguments.get(1)).isConstant()
          ? Tests.NEVER
          : reader.unsupported(arguments.get(1), "operator of sem_ver", "it is computed");
    }
    Place left = arguments.get(0);
    Place right = arguments.get(2);
    if (Logic.of(right).isConstant()) {
      return compared(term(left, scope), operator, text(right));
    }
    if (Logic.of(left).isConstant()) {
      return compared(term(right, scope), reversed(operator), text(left));
    }
    return reader.unsupported(logic.place(), "sem_ver", "both versions are variable");
  }

  private static Condition compared(Term seen, String operator, String wanted) {
    if (!isVersion(wanted)) {
      return Tests.NEVER;
    }
    Condition compares =
        switch (operator) {
          case "=" -> test(seen, VersionTest.EQUAL, wanted);
          case "!=" -> Tests.not(test(seen, VersionTest.EQUAL, wanted));
          case "<" -> test(seen, VersionTest.LESS, wanted);
          case "<=" -> test(seen, VersionTest.LESS_OR_EQUAL, wanted);
          case ">" -> test(seen, VersionTest.GREATER, wanted);
          case ">=" -> test(seen, VersionTest.GREATER_OR_EQUAL, wanted);
          case "^" -> between(seen, wanted, 0);
          default -> between(seen, wanted, 1);
        };
    return Tests.all(
        compares,
        operator.equals("!=") ? isVersion(seen) : Tests.ALWAYS,
        Tests.not(Tests.passes(seen, Checks.matches(PARTIAL_WITH_MORE).orElseThrow())));
  }

  Condition areVersions(List<Place> arguments, LogicScope scope) {
    if (arguments.size() != 3 || !OPERATORS.contains(JavaScript.text(arguments.get(1).value()))) {
      return Tests.NEVER;
    }
    return Tests.all(versionOf(arguments.get(0), scope), versionOf(arguments.get(2), scope));
  }

  private Condition versionOf(Place place, LogicScope scope) {
    if (Logic.of(place).isConstant()) {
      return isVersion(text(place)) ? Tests.ALWAYS : Tests.NEVER;
    }
    Term seen = term(place, scope);
    return Tests.all(
        isVersion(seen),
        Tests.not(Tests.passes(seen, Checks.matches(PARTIAL_WITH_MORE).orElseThrow())));
  }

  /// Every version is before a later one or not.
  private static Condition isVersion(Term seen) {
    return Tests.any(
        test(seen, VersionTest.LESS, "1.0.0"), test(seen, VersionTest.GREATER_OR_EQUAL, "1.0.0"));
  }

  private static boolean isVersion(String text) {
    return Version.parse(text, Version.Form.LENIENT).isPresent()
        && !text.matches("(?s)" + PARTIAL_WITH_MORE.substring(1) + ".*");
  }

  /// From the first prerelease of the version's own number up to that of the next.
  private static Condition between(Term seen, String wanted, int position) {
    String digits = wanted.replaceFirst("^[vV]", "").split("[-+]", 2)[0];
    String[] numbers = (digits + ".0.0").split("\\.", -1);
    BigInteger next = new BigInteger(numbers[position]).add(BigInteger.ONE);
    String from = position == 0 ? numbers[0] + ".0.0-0" : numbers[0] + "." + numbers[1] + ".0-0";
    String to = position == 0 ? next + ".0.0-0" : numbers[0] + "." + next + ".0-0";
    return Tests.all(
        test(seen, VersionTest.GREATER_OR_EQUAL, from), test(seen, VersionTest.LESS, to));
  }

  private static Condition test(Term seen, VersionTest test, String wanted) {
    Optional<Check> check = Checks.ofVersion(test, Version.Form.LENIENT, wanted);
    return check.map(each -> Tests.passes(seen, each)).orElse(Tests.NEVER);
  }

  private static String reversed(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  private Term term(Place place, LogicScope scope) {
    if (Logic.of(place).isConstant()) {
      return new Term.Constant(new Value.Text(text(place)));
    }
    @Nullable Attribute attribute = reader.attribute(place, scope);
    return attribute == null
        ? new Term.Joined(List.of(reader.term(place, scope)))
        : LogicReader.read(attribute, Reading.TEXT, false);
  }

  private static String text(Place place) {
    return JavaScript.text(place.value());
  }
}
