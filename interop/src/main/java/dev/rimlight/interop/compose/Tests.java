package dev.rimlight.interop.compose;

import dev.rimlight.core.Check;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Elements;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Conditions in the shortest form that says the same, because people read what was imported.
public final class Tests {
  /// Holds of no context.
  public static final Condition NEVER = new Condition.Any(List.of());

  public static final Condition ALWAYS = new Condition.Always();

  private Tests() {}

  /// Holds when all hold; without parts always.
  public static Condition all(List<Condition> parts) {
    List<Condition> needed = parts.stream().filter(part -> !part.equals(ALWAYS)).toList();
    return switch (needed.size()) {
      case 0 -> ALWAYS;
      case 1 -> needed.getFirst();
      default -> new Condition.All(needed);
    };
  }

  public static Condition all(Condition... parts) {
    return all(List.of(parts));
  }

  /// Holds when one holds; without parts never.
  public static Condition any(List<Condition> parts) {
    List<Condition> possible = parts.stream().filter(part -> !part.equals(NEVER)).toList();
    return switch (possible.size()) {
      case 0 -> NEVER;
      case 1 -> possible.getFirst();
      default -> new Condition.Any(possible);
    };
  }

  public static Condition any(Condition... parts) {
    return any(List.of(parts));
  }

  public static Condition not(Condition part) {
    return part instanceof Condition.Not not ? not.part() : new Condition.Not(part);
  }

  /// The value, or an element of the list that it is, passes.
  public static Condition passes(Term subject, Check check) {
    return new Condition.Test(subject, Elements.ANY, check);
  }

  public static Condition exists(Term subject) {
    return passes(subject, compare(Operator.EXISTS, List.of()));
  }

  public static Condition holds(Term subject, Operator operator, Value wanted) {
    return passes(subject, compare(operator, List.of(wanted)));
  }

  /// The value is one of the wanted, strictly by type.
  public static Condition isOneOf(Term subject, List<? extends Value> wanted) {
    if (wanted.isEmpty()) {
      return NEVER;
    }
    List<Value> distinct = new ArrayList<>(new LinkedHashSet<>(wanted));
    return passes(subject, compare(distinct.size() == 1 ? Operator.EQUALS : Operator.IN, distinct));
  }

  public static Condition isOneOfTexts(Term subject, List<String> wanted) {
    return isOneOf(subject, wanted.stream().map(Value.Text::new).toList());
  }

  public static Check compare(Operator operator, List<Value> wanted) {
    List<Term> terms = new ArrayList<>();
    wanted.forEach(value -> terms.add(new Term.Constant(value)));
    return new Check.Compare(operator, new Wanted(terms), false, false);
  }
}
