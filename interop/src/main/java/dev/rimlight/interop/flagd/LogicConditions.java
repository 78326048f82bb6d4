package dev.rimlight.interop.flagd;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Check;
import dev.rimlight.core.Checks;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Elements;
import dev.rimlight.core.Operation;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.Wanted;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The operators of json-logic that give true or false.
final class LogicConditions {
  private static final double MILLIS = 1_000;

  private final LogicReader reader;
  private final SemanticVersions versions;

  LogicConditions(LogicReader reader) {
    this.reader = reader;
    this.versions = new SemanticVersions(reader);
  }

  Condition read(Logic logic, LogicScope scope) {
    List<Place> arguments = logic.arguments();
    return switch (logic.operator()) {
      case "==" -> compared(logic, Operator.EQUALS, true, scope);
      case "===" -> compared(logic, Operator.EQUALS, false, scope);
      case "!=" -> negated(logic, true, scope);
      case "!==" -> negated(logic, false, scope);
      case "<" -> compared(logic, Operator.LESS_THAN, true, scope);
      case "<=" -> compared(logic, Operator.LESS_OR_EQUAL, true, scope);
      case ">" -> compared(logic, Operator.GREATER_THAN, true, scope);
      case ">=" -> compared(logic, Operator.GREATER_OR_EQUAL, true, scope);
      case "!" ->
          arguments.isEmpty()
              ? Tests.ALWAYS
              : Tests.not(reader.condition(arguments.getFirst(), scope));
      case "!!" ->
          arguments.isEmpty() ? Tests.NEVER : reader.condition(arguments.getFirst(), scope);
      case "in" ->
          arguments.size() < 2 ? Tests.NEVER : isIn(arguments.get(0), arguments.get(1), scope);
      case "starts_with" -> affix(arguments, Operator.STARTS_WITH, scope);
      case "ends_with" -> affix(arguments, Operator.ENDS_WITH, scope);
      case "sem_ver" -> versions.condition(logic, scope);
      case "missing" -> missing(logic, arguments, scope);
      case "missing_some" -> missingSome(logic, scope);
      case "all" -> ofElements(logic, Elements.ALL, scope);
      case "some" -> ofElements(logic, Elements.ANY, scope);
      case "none" -> Tests.not(ofElements(logic, Elements.ANY, scope));
      default ->
          reader.unsupported(
              logic.place(), "operator " + logic.operator(), "our conditions have no such lists");
    };
  }

  private Condition negated(Logic logic, boolean loose, LogicScope scope) {
    Condition equal = compared(logic, Operator.EQUALS, loose, scope);
    return equal instanceof Condition.Broken ? equal : Tests.not(equal);
  }

  /// Every two neighbours compare.
  private Condition compared(Logic logic, Operator operator, boolean loose, LogicScope scope) {
    List<Place> arguments = logic.arguments();
    if (arguments.size() < 2) {
      return reader.unsupported(
          logic.place(), "operator " + logic.operator(), "it needs two arguments");
    }
    List<Condition> parts = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      parts.add(compared(operator, arguments.get(i - 1), arguments.get(i), loose, scope));
    }
    return Tests.all(parts);
  }

  private Condition compared(
      Operator operator, Place left, Place right, boolean loose, LogicScope scope) {
    if (Variables.isTimestamp(left, scope) && isWhole(right)) {
      return ofTime(operator, (long) right.number());
    }
    Term seen = reader.term(left, scope);
    Term wanted = reader.term(right, scope);
    boolean ordered = operator != Operator.EQUALS;
    if (seen instanceof Term.Constant && !(wanted instanceof Term.Constant)) {
      return compared(reversed(operator), wanted, seen, loose, ordered);
    }
    return compared(operator, seen, wanted, loose, ordered);
  }

  /// A missing attribute is null; where that makes no difference the condition does not say it.
  private static Condition compared(
      Operator operator, Term seen, Term wanted, boolean loose, boolean ordered) {
    boolean distinct =
        !ordered
            && wanted instanceof Term.Constant constant
            && !(constant.value() instanceof Value.Null);
    Term subject =
        distinct && seen instanceof Attribute attribute
            ? LogicReader.read(attribute, Reading.VALUE, false)
            : seen;
    return LogicReader.compares(subject, operator, wanted, loose);
  }

  private static Operator reversed(Operator operator) {
    return switch (operator) {
      case LESS_THAN -> Operator.GREATER_THAN;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case GREATER_THAN -> Operator.LESS_THAN;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case EQUALS, IN, STARTS_WITH, ENDS_WITH, CONTAINS, EXISTS -> operator;
    };
  }

  private static boolean isWhole(Place place) {
    return place.value() instanceof Number n
        && n.doubleValue() == Math.rint(n.doubleValue())
        && Math.abs(n.doubleValue()) < 1e12;
  }

  /// Whole seconds compare with a moment.
  private static Condition ofTime(Operator operator, long seconds) {
    Term now = AttributePaths.read(Attribute.NOW, Reading.VALUE, false);
    long from = (long) (seconds * MILLIS);
    long to = (long) ((seconds + 1) * MILLIS);
    return switch (operator) {
      case LESS_THAN -> Tests.passes(now, Checks.before(from));
      case LESS_OR_EQUAL -> Tests.passes(now, Checks.before(to));
      case GREATER_THAN -> Tests.passes(now, Checks.notBefore(to));
      case GREATER_OR_EQUAL -> Tests.passes(now, Checks.notBefore(from));
      case EQUALS, IN, STARTS_WITH, ENDS_WITH, CONTAINS, EXISTS ->
          Tests.all(
              Tests.passes(now, Checks.notBefore(from)), Tests.passes(now, Checks.before(to)));
    };
  }

  /// Part of a text, or element of a list.
  private Condition isIn(Place needle, Place haystack, LogicScope scope) {
    Term wanted = reader.term(needle, scope);
    if (haystack.value() instanceof List<?>) {
      List<Term> elements = new ArrayList<>();
      haystack.elements().forEach(each -> elements.add(reader.term(each, scope)));
      return elements.isEmpty()
          ? Tests.NEVER
          : new Condition.Test(
              wanted,
              Elements.WHOLE,
              new Check.Compare(Operator.IN, new Wanted(elements), false, false));
    }
    Logic logic = Logic.of(haystack);
    if (logic.operator().equals("merge")) {
      return Tests.any(
          logic.arguments().stream()
              .map(part ->
                  part.value() instanceof List<?>
                      ? isIn(needle, part, scope)
                      : new Condition.Test(reader.term(part, scope), Elements.ANY, equals(wanted)))
              .toList());
    }
    return isIn(wanted, reader.term(haystack, scope));
  }

  private static Check equals(Term wanted) {
    return new Check.Compare(Operator.EQUALS, new Wanted(List.of(wanted)), false, false);
  }

  private Condition isIn(Term wanted, Term haystack) {
    if (haystack instanceof Term.Choice choice) {
      return Tests.any(
          Tests.all(choice.when(), isIn(wanted, choice.then())),
          Tests.all(Tests.not(choice.when()), isIn(wanted, choice.otherwise())));
    }
    Condition contains = LogicReader.compares(haystack, Operator.CONTAINS, text(wanted), false);
    if (!(haystack instanceof Attribute attribute)) {
      return contains;
    }
    Condition isList =
        LogicReader.equal(LogicReader.read(attribute, Reading.TYPE, false), new Value.Text("list"));
    return Tests.any(
        Tests.all(
            isList,
            new Condition.Test(
                LogicReader.read(attribute, Reading.VALUE, false), Elements.ANY, equals(wanted))),
        LogicReader.compares(
            LogicReader.read(attribute, Reading.VALUE, false),
            Operator.CONTAINS,
            text(wanted),
            false));
  }

  /// What is looked for in a text becomes one.
  private static Term text(Term term) {
    return switch (term) {
      case Attribute attribute -> LogicReader.read(attribute, Reading.TEXT, true);
      case Term.Constant constant when constant.value() instanceof Value.Text -> term;
      case Term.Constant constant when constant.value() instanceof Value.Null ->
          new Term.Constant(new Value.Text("null"));
      case Term.Constant c -> new Term.Joined(List.of(term));
      case Term.Joined j -> term;
      case Term.Choice c -> new Term.Joined(List.of(term));
      case Term.Holds h -> new Term.Joined(List.of(term));
      case Term.Arithmetic a -> new Term.Joined(List.of(term));
      case Term.Draw d -> new Term.Joined(List.of(term));
    };
  }

  private Condition affix(List<Place> arguments, Operator operator, LogicScope scope) {
    if (arguments.size() != 2) {
      return Tests.NEVER;
    }
    Term seen = reader.term(arguments.get(0), scope);
    Term subject =
        seen instanceof Attribute attribute
            ? LogicReader.read(attribute, Reading.VALUE, false)
            : seen;
    return LogicReader.compares(subject, operator, reader.term(arguments.get(1), scope), false);
  }

  /// Two texts.
  Condition areTexts(List<Place> arguments, LogicScope scope) {
    return arguments.size() != 2
        ? Tests.NEVER
        : Tests.all(
            isText(reader.term(arguments.get(0), scope)),
            isText(reader.term(arguments.get(1), scope)));
  }

  Condition areVersions(List<Place> arguments, LogicScope scope) {
    return versions.areVersions(arguments, scope);
  }

  /// The value is a text.
  static Condition isText(Term term) {
    return switch (term) {
      case Term.Constant constant ->
          constant.value() instanceof Value.Text ? Tests.ALWAYS : Tests.NEVER;
      case Attribute attribute ->
          LogicReader.equal(
              LogicReader.read(attribute, Reading.TYPE, false), new Value.Text("string"));
      case Term.Joined joined -> Tests.ALWAYS;
      case Term.Choice choice ->
          Tests.any(
              Tests.all(choice.when(), isText(choice.then())),
              Tests.all(Tests.not(choice.when()), isText(choice.otherwise())));
      case Term.Holds h -> h.condition() instanceof Condition.Broken ? h.condition() : Tests.NEVER;
      case Term.Arithmetic a -> Tests.NEVER;
      // Texts alone begin with nothing.
      case Term.Draw d -> Tests.holds(term, Operator.STARTS_WITH, new Value.Text(""));
    };
  }

  /// True when any is missing: null, or an empty text.
  private Condition missing(Logic logic, List<Place> names, LogicScope scope) {
    List<Condition> missing = new ArrayList<>();
    for (Place name : names) {
      Condition present = present(name, scope);
      if (present == null) {
        return reader.unsupported(logic.place(), "operator missing", "its names are computed");
      }
      missing.add(Tests.not(present));
    }
    return Tests.any(missing);
  }

  private @Nullable Condition present(Place name, LogicScope scope) {
    Place variable = new Place(name.pointer(), Map.of("var", JavaScript.text(name.value())));
    Attribute attribute =
        name.value() instanceof String || name.value() instanceof Number
            ? reader.attribute(variable, scope)
            : null;
    return attribute == null
        ? null
        : Tests.all(
            Tests.exists(LogicReader.read(attribute, Reading.VALUE, false)),
            Tests.not(
                LogicReader.equal(
                    LogicReader.read(attribute, Reading.VALUE, false), new Value.Text(""))));
  }

  private Condition missingSome(Logic logic, LogicScope scope) {
    List<Place> arguments = logic.arguments();
    List<Term> counted = new ArrayList<>();
    if (arguments.size() == 2
        && arguments.get(0).value() instanceof Number
        && arguments.get(1).value() instanceof List<?>) {
      for (Place name : arguments.get(1).elements()) {
        Condition present = present(name, scope);
        if (present != null) {
          counted.add(
              new Term.Choice(
                  present,
                  new Term.Constant(new Value.Numeric(1)),
                  new Term.Constant(new Value.Numeric(0))));
        }
      }
    }
    if (counted.isEmpty() || counted.size() != arguments.get(1).elements().size()) {
      return reader.unsupported(
          logic.place(), "operator missing_some", "its names or their number are computed");
    }
    // With enough of them nothing is missing; with all of them there neither.
    return Tests.all(
        Tests.holds(
            new Term.Arithmetic(Operation.SUM, counted),
            Operator.LESS_THAN,
            new Value.Numeric(arguments.getFirst().number())),
        Tests.holds(
            new Term.Arithmetic(Operation.SUM, counted),
            Operator.LESS_THAN,
            new Value.Numeric(counted.size())));
  }

  /// `all` of no elements does not hold.
  private Condition ofElements(Logic logic, Elements elements, LogicScope scope) {
    List<Place> arguments = logic.arguments();
    Attribute list = arguments.size() == 2 ? reader.attribute(arguments.get(0), scope) : null;
    if (list == null) {
      return reader.unsupported(
          logic.place(), "operator " + logic.operator(), "it is about no attribute");
    }
    Condition holds =
        new Condition.ForElements(
            LogicReader.read(list, Reading.VALUE, false),
            elements,
            reader.condition(arguments.get(1), scope.ofElement()));
    return elements == Elements.ALL
        ? Tests.all(
            holds,
            Tests.not(
                LogicReader.equal(
                    LogicReader.read(list, Reading.SIZE, false), new Value.Numeric(0))))
        : holds;
  }
}
