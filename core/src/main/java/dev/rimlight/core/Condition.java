package dev.rimlight.core;

import java.util.List;

/// What must hold of a context for a rule to serve. Two-valued: a missing attribute or one of
/// another type makes a comparison false, and `Not` turns that into true.
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

  /// True if the attribute compares with at least one of the values (`EXISTS` has none).
  ///
  /// @param ignoreCase whether ASCII letters of both sides count as lower case; texts only
  record Compare(String attribute, Operator operator, List<Value> values, boolean ignoreCase)
      implements Condition {
    public Compare {
      values = List.copyOf(values);
    }
  }

  /// True if at least one of the patterns is found in the attribute, a text.
  record Matches(String attribute, List<Pattern> patterns) implements Condition {
    public Matches {
      patterns = List.copyOf(patterns);
    }
  }
}
