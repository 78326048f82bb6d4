package dev.rimlight.core;

import java.util.List;

/// What must hold of a context for a rule to serve. Two-valued: a missing value or one of another
/// type makes a test false, and `Not` turns that into true.
public sealed interface Condition {
  /// Holds for every context.
  record Always() implements Condition {}

  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Condition part) implements Condition {}

  /// True if the subject has a value and it passes; where the value is a list, its elements are
  /// asked as [Elements] says.
  record Test(Term subject, Elements elements, Check check) implements Condition {}

  /// True if the part holds of so many elements of the list, each a context of its own: see
  /// [Attribute#ELEMENT]. What is no list has none.
  record ForElements(Term list, Elements elements, Condition part) implements Condition {}

  /// True if the other flag, decided for the same context, gives one of the variants; whatever the
  /// reason, so that a flag that is off gives its off variant.
  ///
  /// @param whileOn whether it must also be on
  record FlagGives(String flag, List<String> variants, boolean whileOn) implements Condition {
    public FlagGives {
      variants = List.copyOf(variants);
    }
  }

  /// True if the segment's condition holds. A segment that has none is a list that the caller
  /// keeps, see [Context#inSegment].
  record InSegment(String segment) implements Condition {}

  /// True if the unit's bucket lies in one of the ranges: a percentage of units.
  record InBuckets(Bucketing by, List<Range> ranges) implements Condition {
    public InBuckets {
      ranges = List.copyOf(ranges);
    }
  }

  /// True if the unit's bucket lies below a share that grows with time, see [Ramp].
  record BelowRamp(Bucketing by, Ramp ramp) implements Condition {}

  /// What cannot be decided: when a decision comes to it, it ends with [Reason#ERROR]. Only
  /// importers write it, for what the other system would answer with an error.
  record Broken(String error) implements Condition {}
}
