package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a term's value is for a context.
final class Terms {
  private Terms() {}

  /// Null when there is none.
  static @Nullable Value value(Term term, Question question) {
    return switch (term) {
      case Term.Constant constant -> constant.value();
      case Attribute attribute -> attribute.in(question);
      case Term.Joined joined -> joined(joined.parts(), question);
      case Term.Choice choice ->
          value(
              Conditions.holds(choice.when(), question) ? choice.then() : choice.otherwise(),
              question);
      case Term.Holds holds -> Value.of(Conditions.holds(holds.condition(), question));
      case Term.Arithmetic arithmetic -> reduced(arithmetic, question);
      case Term.Draw draw -> drawn(draw, question);
    };
  }

  private static Value joined(List<Term> parts, Question question) {
    StringBuilder out = new StringBuilder();
    for (Term part : parts) {
      Value value = value(part, question);
      if (value != null && !(value instanceof Value.Null)) {
        out.append(Reading.text(value));
      }
    }
    return new Value.Text(out.toString());
  }

  private static @Nullable Value reduced(Term.Arithmetic arithmetic, Question question) {
    double result = 0;
    boolean first = true;
    for (Term part : arithmetic.parts()) {
      Value value = value(part, question);
      if (value == null) {
        return null;
      }
      double number = Reading.number(value);
      result = first ? number : arithmetic.operation().of(result, number);
      first = false;
    }
    return new Value.Numeric(result);
  }

  private static @Nullable Value drawn(Term.Draw draw, Question question) {
    int[] ends = new int[draw.lots().size()];
    long sum = 0;
    for (int i = 0; i < ends.length; i++) {
      sum += weight(draw.lots().get(i).weight(), question);
      if (sum > Integer.MAX_VALUE) {
        return null;
      }
      ends[i] = (int) sum;
    }
    if (sum == 0) {
      return null;
    }
    int bucket = draw.by().into((int) sum).bucket(question);
    if (bucket == Bucketing.ABSENT) {
      if (!draw.by().absentFirst()) {
        return null;
      }
      bucket = 0;
    }
    int i = 0;
    while (bucket >= ends[i]) {
      i++;
    }
    return value(draw.lots().get(i).value(), question);
  }

  /// Bounded before it becomes an integer: runtimes differ in what they make of a larger number.
  private static long weight(Term term, Question question) {
    Value value = value(term, question);
    double weight = value instanceof Value.Numeric number ? number.value() : 0;
    return weight > Integer.MAX_VALUE ? 1L << 31 : weight > 0 ? (long) weight : 0;
  }
}
