package dev.rimlight.core;

import java.util.List;
import java.util.Map;

/// A value that a variant carries or that a context holds under an attribute. Lists and objects are
/// of contexts only: variants carry them as [Json].
public sealed interface Value {
  record Bool(boolean value) implements Value {}

  record Text(String value) implements Value {}

  /// Finite: documents with NaN or infinities are refused where they are read.
  record Numeric(double value) implements Value {}

  /// JSON as canonical text; core never looks inside.
  record Json(String text) implements Value {}

  /// A list of a context, cut after [Limits#LIST_ELEMENTS].
  record Items(List<Value> elements) implements Value {
    public Items {
      elements = List.copyOf(elements.subList(0, Math.min(elements.size(), Limits.LIST_ELEMENTS)));
    }
  }

  /// An object of a context.
  record Members(Map<String, Value> byName) implements Value {
    public Members {
      byName = Map.copyOf(byName);
    }
  }
}
