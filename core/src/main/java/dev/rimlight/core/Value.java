package dev.rimlight.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value that a variant carries or that a context holds under an attribute. Lists, objects and
/// null are of contexts only: variants carry them as [Json].
public sealed interface Value {
  Null NULL = new Null();
  Bool TRUE = new Bool(true);
  Bool FALSE = new Bool(false);

  static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /// JSON's null. An attribute that is null counts as missing; an element of a list does not.
  record Null() implements Value {}

  record Bool(boolean value) implements Value {}

  record Text(String value) implements Value {}

  /// Finite in documents and contexts, which are checked where they are read; arithmetic and
  /// reading texts as numbers can give NaN, with which no comparison holds.
  record Numeric(double value) implements Value {}

  /// JSON as canonical text; core never looks inside.
  record Json(String text) implements Value {}

  /// A list of a context, cut after [Limits#LIST_ELEMENTS].
  record Items(List<Value> elements) implements Value {
    public Items {
      elements = List.copyOf(elements.subList(0, Math.min(elements.size(), Limits.LIST_ELEMENTS)));
    }
  }

  /// An object of a context, in the order in which it was written.
  record Members(Map<String, Value> byName) implements Value {
    public Members {
      byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
  }
}
