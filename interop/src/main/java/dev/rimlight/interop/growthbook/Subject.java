package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Check;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Elements;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.Wanted;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.Tests;
import java.util.List;

/// What an operator of a condition is asked about, in each of the ways in which JavaScript looks at
/// it. Whatever is missing is null; a term that says so is only asked for where it makes a
/// difference.
sealed interface Subject {
  /// The value itself.
  Term value(boolean orNull);

  Term text(boolean orNull);

  Term number(boolean orNull);

  /// The text that versions are compared by.
  Term version();

  /// The JSON text of an array or object, which no other value has.
  Term json();

  Condition exists();

  Condition isTruthy(boolean wanted);

  /// The value is of the type.
  ///
  /// @param type our name of it
  Condition isOfType(String type);

  /// What can be a version; anything else is version 0.
  Condition isTextOrNumber();

  Subject ofSize();

  Condition anyElement(Condition part);

  default Condition isList() {
    return isOfType("list");
  }

  /// Strictly by type; a list is one value.
  default Condition equalTo(Term seen, Value wanted) {
    return new Condition.Test(
        seen, Elements.WHOLE, Tests.compare(Operator.EQUALS, List.of(wanted)));
  }

  /// As JavaScript's `<` and its like compare.
  static Condition compares(Term seen, Operator operator, Value wanted) {
    return new Condition.Test(
        seen,
        Elements.WHOLE,
        new Check.Compare(operator, new Wanted(List.of(new Term.Constant(wanted))), false, true));
  }

  /// An attribute of the visitor or of a list's element, or the element.
  record OfAttribute(String name) implements Subject {
    static final OfAttribute ELEMENT = new OfAttribute(Attribute.ELEMENT);

    private Attribute as(Reading reading, boolean orNull) {
      return AttributePaths.read(name, reading, orNull);
    }

    @Override
    public Term value(boolean orNull) {
      return as(Reading.VALUE, orNull);
    }

    @Override
    public Term text(boolean orNull) {
      return as(Reading.TEXT, orNull);
    }

    @Override
    public Term number(boolean orNull) {
      return as(Reading.NUMBER, orNull);
    }

    @Override
    public Term version() {
      return as(Reading.VERSION, false);
    }

    @Override
    public Term json() {
      return as(Reading.JSON, false);
    }

    @Override
    public Condition exists() {
      return Tests.exists(as(Reading.VALUE, false));
    }

    @Override
    public Condition isTruthy(boolean wanted) {
      return equalTo(as(Reading.TRUTH, false), Value.of(wanted));
    }

    @Override
    public Condition isOfType(String type) {
      return equalTo(as(Reading.TYPE, type.equals("null")), new Value.Text(type));
    }

    @Override
    public Condition isTextOrNumber() {
      return Tests.isOneOfTexts(as(Reading.TYPE, false), List.of("string", "number"));
    }

    @Override
    public Subject ofSize() {
      return new SizeOf(as(Reading.SIZE, false));
    }

    @Override
    public Condition anyElement(Condition part) {
      return new Condition.ForElements(as(Reading.VALUE, false), Elements.ANY, part);
    }
  }

  /// How many elements a list has; only asked of lists.
  record SizeOf(Term size) implements Subject {
    @Override
    public Term value(boolean orNull) {
      return size;
    }

    @Override
    public Term text(boolean orNull) {
      return new Term.Joined(List.of(size));
    }

    @Override
    public Term number(boolean orNull) {
      return size;
    }

    @Override
    public Term version() {
      return text(false);
    }

    @Override
    public Term json() {
      return text(false);
    }

    @Override
    public Condition exists() {
      return Tests.ALWAYS;
    }

    @Override
    public Condition isTruthy(boolean wanted) {
      Condition empty = equalTo(size, new Value.Numeric(0));
      return wanted ? Tests.not(empty) : empty;
    }

    @Override
    public Condition isOfType(String type) {
      return type.equals("number") ? Tests.ALWAYS : Tests.NEVER;
    }

    @Override
    public Condition isTextOrNumber() {
      return Tests.ALWAYS;
    }

    @Override
    public Subject ofSize() {
      return this;
    }

    @Override
    public Condition anyElement(Condition part) {
      return Tests.NEVER;
    }
  }
}
