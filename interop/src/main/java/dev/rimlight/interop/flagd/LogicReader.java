package dev.rimlight.interop.flagd;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Check;
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
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads json-logic as terms, which have a value, and as conditions, which hold when the value is
/// true for json-logic: not null, false, 0, "" or an empty list.
final class LogicReader {
  static final Term NULL = new Term.Constant(Value.NULL);

  private final Losses losses;
  private final Variables variables;
  private final LogicConditions conditions;
  private final Fractions fractions;

  LogicReader(AttributePaths paths, Losses losses) {
    this.losses = losses;
    this.variables = new Variables(paths);
    this.conditions = new LogicConditions(this);
    this.fractions = new Fractions(this);
  }

  Fractions fractions() {
    return fractions;
  }

  /// The value; null is [Value#NULL].
  Term term(Place place, LogicScope scope) {
    Logic logic = Logic.of(place);
    if (logic.isConstant()) {
      return constant(place);
    }
    List<Place> arguments = logic.arguments();
    return switch (logic.operator()) {
      case "var" -> variable(logic, scope, Reading.VALUE);
      case "if", "?:" -> chosen(arguments, 0, each -> term(each, scope), scope);
      case "and" -> connected(arguments, scope, true);
      case "or" -> connected(arguments, scope, false);
      case "cat" -> joined(arguments, scope);
      case "+" -> arithmetic(Operation.SUM, place, arguments, scope);
      case "*" -> arithmetic(Operation.PRODUCT, place, arguments, scope);
      case "/" -> arithmetic(Operation.QUOTIENT, place, arguments, scope);
      case "%" -> arithmetic(Operation.MODULO, place, arguments, scope);
      case "min" -> arithmetic(Operation.LEAST, place, arguments, scope);
      case "max" -> arithmetic(Operation.GREATEST, place, arguments, scope);
      case "-" ->
          arguments.size() == 1
              ? new Term.Arithmetic(
                  Operation.DIFFERENCE,
                  List.of(
                      new Term.Constant(new Value.Numeric(0)), term(arguments.getFirst(), scope)))
              : arithmetic(Operation.DIFFERENCE, place, arguments, scope);
      case "fractional" -> fractions.term(logic, scope);
      case "log" -> arguments.isEmpty() ? NULL : term(arguments.getFirst(), scope);
      case "starts_with", "ends_with" ->
          orNull(conditions.areTexts(arguments, scope), conditions.read(logic, scope));
      case "sem_ver" ->
          orNull(conditions.areVersions(arguments, scope), conditions.read(logic, scope));
      case "map", "filter", "reduce", "merge", "substr", "missing", "missing_some" ->
          broken(
              place, "operator " + logic.operator(), "our terms have no lists and parts of texts");
      default -> new Term.Holds(conditions.read(logic, scope));
    };
  }

  /// What holds when the value is true for json-logic.
  Condition condition(Place place, LogicScope scope) {
    Logic logic = Logic.of(place);
    if (logic.isConstant()) {
      return isTrue(place.value()) ? Tests.ALWAYS : Tests.NEVER;
    }
    List<Place> arguments = logic.arguments();
    return switch (logic.operator()) {
      case "var", "log", "cat", "+", "-", "*", "/", "%", "min", "max", "fractional" ->
          isTrue(term(place, scope));
      case "if", "?:" -> chosenToHold(arguments, 0, scope);
      case "and" ->
          arguments.isEmpty()
              ? Tests.NEVER
              : Tests.all(arguments.stream().map(each -> condition(each, scope)).toList());
      case "or" -> Tests.any(arguments.stream().map(each -> condition(each, scope)).toList());
      default -> conditions.read(logic, scope);
    };
  }

  /// The term's value is true for json-logic.
  private Condition isTrue(Term term) {
    return switch (term) {
      case Term.Constant constant ->
          constant.value() instanceof Value.Null ? Tests.NEVER : isTrueScalar(term);
      case Term.Holds holds -> holds.condition();
      case Term.Choice choice ->
          Tests.any(
              Tests.all(choice.when(), isTrue(choice.then())),
              Tests.all(Tests.not(choice.when()), isTrue(choice.otherwise())));
      case Attribute attribute ->
          Tests.all(
              equal(read(attribute, Reading.TRUTH, false), Value.TRUE),
              Tests.not(equal(read(attribute, Reading.JSON, false), new Value.Text("[]"))));
      case Term.Arithmetic a ->
          Tests.any(
              Tests.holds(term, Operator.LESS_THAN, new Value.Numeric(0)),
              Tests.holds(term, Operator.GREATER_THAN, new Value.Numeric(0)));
      case Term.Joined j -> isTrueScalar(term);
      case Term.Draw d -> isTrueScalar(term);
    };
  }

  private static Condition isTrueScalar(Term term) {
    return Tests.all(
        Tests.exists(term),
        Tests.not(
            Tests.isOneOf(
                term, List.of(Value.FALSE, Value.NULL, new Value.Numeric(0), new Value.Text("")))));
  }

  private static boolean isTrue(@Nullable Object constant) {
    return constant instanceof List<?> list ? !list.isEmpty() : JavaScript.truthy(constant);
  }

  static Attribute read(Attribute attribute, Reading as, boolean orNull) {
    return new Attribute(attribute.name(), attribute.path(), as, orNull);
  }

  static Condition equal(Term seen, Value wanted) {
    return new Condition.Test(
        seen, Elements.WHOLE, Tests.compare(Operator.EQUALS, List.of(wanted)));
  }

  static Condition compares(Term seen, Operator operator, Term wanted, boolean loose) {
    return new Condition.Test(
        seen,
        Elements.WHOLE,
        new Check.Compare(operator, new Wanted(List.of(wanted)), false, loose));
  }

  private Term constant(Place place) {
    if (place.value() instanceof List<?> || place.value() instanceof Map<?, ?>) {
      return Logic.of(place).isConstant() && isPlain(place.value())
          ? new Term.Constant(AttributeValue.of(place.value()))
          : broken(place, "list", "our terms make no lists");
    }
    return new Term.Constant(AttributeValue.of(place.value()));
  }

  /// Whether nothing in it is an operator.
  static boolean isPlain(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> map.isEmpty();
      case List<?> list -> list.stream().allMatch(LogicReader::isPlain);
      case null, default -> true;
    };
  }

  /// @param as how it is read; null only counts as such when read as a value
  Term variable(Logic logic, LogicScope scope, Reading as) {
    Term own = Variables.own(logic, scope);
    String name = variables.attribute(logic, scope);
    Term found;
    if (own != null) {
      found = own;
    } else if (name == null) {
      found =
          broken(
              logic.place(),
              "var",
              "it names no attribute of ours: a whole context or element,"
                  + " or a name that is computed");
    } else {
      found = AttributePaths.read(name, as, as == Reading.VALUE);
    }
    if (logic.arguments().size() < 2 || !(found instanceof Attribute attribute)) {
      return found;
    }
    return new Term.Choice(
        Tests.exists(read(attribute, Reading.VALUE, false)),
        found,
        term(logic.arguments().get(1), scope));
  }

  /// The attribute that the logic is, null for any other logic.
  @Nullable Attribute attribute(Place place, LogicScope scope) {
    Logic logic = Logic.of(place);
    if (!logic.operator().equals("var")
        || logic.arguments().size() > 1
        || Variables.own(logic, scope) != null) {
      return null;
    }
    String name = variables.attribute(logic, scope);
    return name == null ? null : AttributePaths.read(name, Reading.VALUE, true);
  }

  /// A chain of conditions and what follows from each; nothing is null.
  Term chosen(List<Place> arguments, int at, Function<Place, Term> then, LogicScope scope) {
    int left = arguments.size() - at;
    if (left <= 0) {
      return NULL;
    }
    if (left == 1) {
      return then.apply(arguments.get(at));
    }
    return new Term.Choice(
        condition(arguments.get(at), scope),
        then.apply(arguments.get(at + 1)),
        chosen(arguments, at + 2, then, scope));
  }

  private Condition chosenToHold(List<Place> arguments, int at, LogicScope scope) {
    int left = arguments.size() - at;
    if (left <= 1) {
      return left <= 0 ? Tests.NEVER : condition(arguments.get(at), scope);
    }
    Condition when = condition(arguments.get(at), scope);
    return Tests.any(
        Tests.all(when, condition(arguments.get(at + 1), scope)),
        Tests.all(Tests.not(when), chosenToHold(arguments, at + 2, scope)));
  }

  /// `and` gives the first that is not true, `or` the first that is; else the last.
  private Term connected(List<Place> arguments, LogicScope scope, boolean all) {
    if (arguments.isEmpty()) {
      return NULL;
    }
    Term last = term(arguments.getLast(), scope);
    for (int i = arguments.size() - 2; i >= 0; i--) {
      Condition holds = condition(arguments.get(i), scope);
      Term here = term(arguments.get(i), scope);
      boolean plain =
          here instanceof Term.Holds own && !(own.condition() instanceof Condition.Broken);
      if (plain && last instanceof Term.Holds rest) {
        last =
            new Term.Holds(
                all ? Tests.all(holds, rest.condition()) : Tests.any(holds, rest.condition()));
      } else {
        last = all ? new Term.Choice(holds, last, here) : new Term.Choice(holds, here, last);
      }
    }
    return last;
  }

  private Term joined(List<Place> arguments, LogicScope scope) {
    List<Term> parts = new ArrayList<>();
    for (Place argument : arguments) {
      parts.add(term(argument, scope));
    }
    return new Term.Joined(parts);
  }

  private Term arithmetic(
      Operation operation, Place place, List<Place> arguments, LogicScope scope) {
    if (arguments.isEmpty()) {
      return operation == Operation.SUM
          ? new Term.Constant(new Value.Numeric(0))
          : operation == Operation.PRODUCT
              ? new Term.Constant(new Value.Numeric(1))
              : broken(
                  place, "arithmetic", "it has no arguments, which flagd answers with an error");
    }
    return new Term.Arithmetic(
        operation, arguments.stream().map(each -> term(each, scope)).toList());
  }

  private static Term orNull(Condition defined, Condition holds) {
    return defined.equals(Tests.NEVER)
        ? NULL
        : new Term.Choice(defined, new Term.Holds(holds), NULL);
  }

  /// What ends the decision with an error.
  Term broken(Place place, String what, String why) {
    return new Term.Holds(unsupported(place, what, why));
  }

  Condition unsupported(Place place, String what, String why) {
    losses.add(place, what, why + "; whoever comes to it gets the caller's default");
    return new Condition.Broken("UNSUPPORTED_LOGIC");
  }
}
