package dev.rimlight.core;

import java.util.List;

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
  record Constant(Value value) implements Term {}

  /// The texts of the parts one after the other, each as [Reading#TEXT] gives it; a part that is
  /// missing or null is empty.
  record Joined(List<Term> parts) implements Term {
    public Joined {
      parts = List.copyOf(parts);
    }
  }

  record Choice(Condition when, Term then, Term otherwise) implements Term {}

  /// Whether the condition holds, as a boolean.
  record Holds(Condition condition) implements Term {}

  /// Reduces the parts, each as [Reading#NUMBER] gives it, from the left.
  record Arithmetic(Operation operation, List<Term> parts) implements Term {
    public Arithmetic {
      parts = List.copyOf(parts);
    }
  }

  /// One of the values, drawn by the unit's bucket among as many buckets as the weights sum to. A
  /// weight is a whole number from 0 to 2^31 - 1; a negative one counts as 0. No value when the
  /// weights sum to 0 or to more than 2^31 - 1, or the unit is absent.
  record Draw(Bucketing by, List<Lot> lots) implements Term {
    public Draw {
      lots = List.copyOf(lots);
    }
  }

  record Lot(Term value, Term weight) {}
}
