package dev.rimlight.interop.flagd;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Operation;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.hash.Hash;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `fractional`: draws one of its buckets by murmur3 of a text, `hash * sum >> 32`.
final class Fractions {
  private static final double MOST = Integer.MAX_VALUE;

  private final LogicReader reader;

  Fractions(LogicReader reader) {
    this.reader = reader;
  }

  /// What is drawn and when anything is.
  ///
  /// @param defined what must hold; otherwise nothing is drawn
  /// @param buckets each `[variant]` or `[variant, weight]`
  record Fraction(Condition defined, Bucketing by, List<Place> buckets) {
    /// The constant weight of a bucket, null for one that is computed.
    static @Nullable Integer weight(Place bucket) {
      if (bucket.array().size() == 1) {
        return 1;
      }
      Place weight = bucket.at(1);
      return weight.value() instanceof Number number
          ? (int) Math.max(0, Math.min(MOST, number.doubleValue()))
          : null;
    }
  }

  /// Null where flagd gives null whatever the context is.
  @Nullable Fraction read(Logic logic, LogicScope scope) {
    List<Place> buckets = logic.arguments();
    if (!logic.isApplied() || buckets.isEmpty()) {
      return null;
    }
    Term unit = null;
    if (!(buckets.getFirst().value() instanceof List<?>)) {
      unit = reader.term(buckets.getFirst(), scope);
      buckets = buckets.subList(1, buckets.size());
    }
    double sum = 0;
    List<Condition> defined = new ArrayList<>();
    defined.add(unit == null ? Tests.ALWAYS : LogicConditions.isText(unit));
    for (Place bucket : buckets) {
      if (!isBucket(bucket)) {
        return null;
      }
      sum +=
          bucket.array().size() == 2 && bucket.at(1).value() instanceof Number number
              ? Math.max(0, number.doubleValue())
              : 0;
      if (bucket.array().size() == 2 && !isWholeConstant(bucket.at(1))) {
        defined.add(isWhole(reader.term(bucket.at(1), scope)));
      }
    }
    boolean isNever = sum > MOST || defined.contains(Tests.NEVER);
    return isNever ? null : new Fraction(Tests.all(defined), by(unit, scope), buckets);
  }

  /// Without a text of its own it is the flag's key and the unit's.
  private static Bucketing by(@Nullable Term unit, LogicScope scope) {
    Term text =
        unit instanceof Attribute attribute && !attribute.name().equals(Attribute.UNIT)
            ? LogicReader.read(attribute, Reading.VALUE, false)
            : unit;
    boolean visitor =
        unit instanceof Attribute attribute && attribute.name().equals(Attribute.UNIT);
    return new Bucketing(
        Hash.Kind.MURMUR3,
        0,
        unit == null ? scope.flag() : "",
        visitor ? null : text,
        "",
        false,
        32,
        1,
        false,
        unit != null);
  }

  private static boolean isBucket(Place bucket) {
    if (!(bucket.value() instanceof List<?> list) || list.isEmpty() || list.size() > 2) {
      return false;
    }
    boolean named =
        !(bucket.at(0).value() instanceof List<?>)
            && !(bucket.at(0).value() instanceof Map<?, ?> map && map.isEmpty());
    boolean weighed =
        list.size() == 1 || isWholeConstant(bucket.at(1)) || !Logic.of(bucket.at(1)).isConstant();
    return named && weighed;
  }

  private static boolean isWholeConstant(Place weight) {
    return weight.value() instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue());
  }

  /// A weight that is computed must be a whole number.
  private static Condition isWhole(Term weight) {
    return switch (weight) {
      case Term.Constant constant ->
          constant.value() instanceof Value.Numeric n && n.value() == Math.rint(n.value())
              ? Tests.ALWAYS
              : Tests.NEVER;
      case Term.Choice choice -> {
        Condition then = isWhole(choice.then());
        Condition otherwise = isWhole(choice.otherwise());
        yield then.equals(Tests.ALWAYS) && otherwise.equals(Tests.ALWAYS)
            ? Tests.ALWAYS
            : Tests.any(
                Tests.all(choice.when(), then), Tests.all(Tests.not(choice.when()), otherwise));
      }
      case Attribute attribute ->
          Tests.all(
              LogicReader.equal(
                  LogicReader.read(attribute, Reading.TYPE, false), new Value.Text("number")),
              hasNoRest(attribute));
      case Term.Arithmetic a -> hasNoRest(weight);
      case Term.Draw d -> hasNoRest(weight);
      case Term.Joined j -> Tests.NEVER;
      case Term.Holds h -> h.condition() instanceof Condition.Broken ? h.condition() : Tests.NEVER;
    };
  }

  private static Condition hasNoRest(Term number) {
    return Tests.holds(
        new Term.Arithmetic(
            Operation.MODULO, List.of(number, new Term.Constant(new Value.Numeric(1)))),
        Operator.EQUALS,
        new Value.Numeric(0));
  }

  Term term(Logic logic, LogicScope scope) {
    return term(logic, scope, place -> reader.term(place, scope));
  }

  /// @param variant reads a bucket's first part
  Term term(Logic logic, LogicScope scope, Function<Place, Term> variant) {
    Fraction fraction = read(logic, scope);
    if (fraction == null) {
      return LogicReader.NULL;
    }
    List<Term.Lot> lots = new ArrayList<>();
    for (Place bucket : fraction.buckets()) {
      Integer weight = Fraction.weight(bucket);
      lots.add(
          new Term.Lot(
              variant.apply(bucket.at(0)),
              weight == null
                  ? reader.term(bucket.at(1), scope)
                  : new Term.Constant(new Value.Numeric(weight))));
    }
    Term draw = new Term.Draw(fraction.by(), lots);
    return fraction.defined().equals(Tests.ALWAYS)
        ? draw
        : new Term.Choice(fraction.defined(), draw, LogicReader.NULL);
  }
}
