package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that has a value for a context, or none: what conditions compare, what is hashed, and
/// what names a variant.
public sealed interface Term
    permits Term.Constant,
        Attribute,
        Term.Joined,
        Term.Choice,
        Term.Holds,
        Term.Arithmetic,
        Term.Draw {
  /// Null when there is none.
  @Nullable Value value(Question question);

  /// As traces tell it; null for what has no name.
  default @Nullable String name() {
    return null;
  }

  record Constant(Value value) implements Term {
    @Override
    public Value value(Question question) {
      return value;
    }
  }

  /// The texts of the parts one after the other, each as [Reading#TEXT] gives it; a part that is
  /// missing or null is empty.
  record Joined(List<Term> parts) implements Term {
    public Joined {
      parts = List.copyOf(parts);
    }

    @Override
    public Value value(Question question) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < parts.size(); i++) {
        Value part = parts.get(i).value(question);
        if (part != null && !(part instanceof Value.Null)) {
          out.append(part.text());
        }
      }
      return new Value.Text(out.toString());
    }
  }

  record Choice(Condition when, Term then, Term otherwise) implements Term {
    @Override
    public @Nullable Value value(Question question) {
      return (when.holds(question) ? then : otherwise).value(question);
    }
  }

  /// Whether the condition holds, as a boolean.
  record Holds(Condition condition) implements Term {
    @Override
    public Value value(Question question) {
      return Value.of(condition.holds(question));
    }
  }

  /// Reduces the parts, each as [Reading#NUMBER] gives it, from the left.
  record Arithmetic(Operation operation, List<Term> parts) implements Term {
    public Arithmetic {
      parts = List.copyOf(parts);
    }

    @Override
    public @Nullable Value value(Question question) {
      double result = 0;
      for (int i = 0; i < parts.size(); i++) {
        Value part = parts.get(i).value(question);
        if (part == null) {
          return null;
        }
        result = i == 0 ? part.number() : operation.of(result, part.number());
      }
      return new Value.Numeric(result);
    }
  }

  /// One of the values, drawn by the unit's bucket among as many buckets as the weights sum to. A
  /// weight is a whole number from 0 to 2^31 - 1; a negative one counts as 0. No value when the
  /// weights sum to 0 or to more than 2^31 - 1, or the unit is absent.
  record Draw(Bucketing by, List<Lot> lots) implements Term {
    public Draw {
      lots = List.copyOf(lots);
    }

    @Override
    public @Nullable Value value(Question question) {
      int[] ends = new int[lots.size()];
      double sum = 0;
      for (int i = 0; i < ends.length; i++) {
        Value weight = lots.get(i).weight().value(question);
        double number = weight instanceof Value.Numeric n ? Math.floor(n.value()) : 0;
        sum += number > 0 ? number : 0;
        if (sum > Integer.MAX_VALUE) {
          return null;
        }
        ends[i] = (int) sum;
      }
      int bucket = sum == 0 ? Bucketing.ABSENT : by.into((int) sum).lot(question);
      if (bucket < 0) {
        return null;
      }
      int i = 0;
      while (bucket >= ends[i]) {
        i++;
      }
      return lots.get(i).value().value(question);
    }
  }

  record Lot(Term value, Term weight) {}
}
