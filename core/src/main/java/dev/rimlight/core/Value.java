package dev.rimlight.core;

import dev.rimlight.core.text.Numbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value that a variant carries or that a context holds under an attribute. Lists, objects and
/// null are of contexts only: variants carry them as [Json].
///
/// Text, number and truth are those of JavaScript (ECMA-262, ToString, ToNumber, ToBoolean),
/// because that is what people who write rules for web pages mean.
public sealed interface Value {
  Null NULL = new Null();
  Bool TRUE = new Bool(true);
  Bool FALSE = new Bool(false);

  static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  String text();

  /// NaN for what is no number.
  double number();

  boolean truth();

  /// As conditions name it: boolean, string, number, list, object, null.
  String type();

  /// JSON's null. An attribute that is null counts as missing; an element of a list does not.
  record Null() implements Value {
    @Override
    public String text() {
      return "null";
    }

    @Override
    public double number() {
      return 0;
    }

    @Override
    public boolean truth() {
      return false;
    }

    @Override
    public String type() {
      return "null";
    }
  }

  record Bool(boolean value) implements Value {
    @Override
    public String text() {
      return value ? "true" : "false";
    }

    @Override
    public double number() {
      return value ? 1 : 0;
    }

    @Override
    public boolean truth() {
      return value;
    }

    @Override
    public String type() {
      return "boolean";
    }
  }

  record Text(String value) implements Value {
    @Override
    public String text() {
      return value;
    }

    @Override
    public double number() {
      return Numbers.parse(value);
    }

    @Override
    public boolean truth() {
      return !value.isEmpty();
    }

    @Override
    public String type() {
      return "string";
    }
  }

  /// Finite in documents and contexts, which are checked where they are read; arithmetic and
  /// reading texts as numbers can give NaN, with which no comparison holds.
  record Numeric(double value) implements Value {
    @Override
    public String text() {
      return Numbers.text(value);
    }

    @Override
    public double number() {
      return value;
    }

    @Override
    public boolean truth() {
      return value < 0 || value > 0;
    }

    @Override
    public String type() {
      return "number";
    }
  }

  /// JSON as canonical text; core never looks inside.
  record Json(String text) implements Value {
    @Override
    public double number() {
      return Double.NaN;
    }

    @Override
    public boolean truth() {
      return true;
    }

    @Override
    public String type() {
      return "json";
    }
  }

  /// A list of a context, cut after [Limits#LIST_ELEMENTS] where it is read.
  record Items(List<Value> elements) implements Value {
    public Items {
      elements = List.copyOf(elements);
    }

    @Override
    public String text() {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < elements.size(); i++) {
        if (i > 0) {
          out.append(',');
        }
        Value element = elements.get(i);
        out.append(element instanceof Null ? "" : element.text());
      }
      return out.toString();
    }

    @Override
    public double number() {
      return Numbers.parse(text());
    }

    @Override
    public boolean truth() {
      return true;
    }

    @Override
    public String type() {
      return "list";
    }
  }

  /// An object of a context, in the order in which it was written. Objects of contexts are small: a
  /// list is searched faster than a map is made.
  record Members(List<Member> members) implements Value {
    public Members {
      members = List.copyOf(members);
    }

    public static Members of(Map<String, Value> byName) {
      return new Members(
          byName.entrySet().stream()
              .map(member -> new Member(member.getKey(), member.getValue()))
              .toList());
    }

    /// Null when there is none.
    public @Nullable Value member(String name) {
      for (int i = 0; i < members.size(); i++) {
        Member member = members.get(i);
        if (member.name().equals(name)) {
          return member.value();
        }
      }
      return null;
    }

    @Override
    public String text() {
      return "[object Object]";
    }

    @Override
    public double number() {
      return Double.NaN;
    }

    @Override
    public boolean truth() {
      return true;
    }

    @Override
    public String type() {
      return "object";
    }
  }

  record Member(String name, Value value) {}
}
