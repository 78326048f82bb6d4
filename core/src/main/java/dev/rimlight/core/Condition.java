package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must hold of a context for a rule to serve. Two-valued: a missing value or one of another
/// type makes a test false, and `Not` turns that into true.
///
/// The forms decide themselves instead of being switched over: the compiled switch of so many
/// patterns is three times as long in JavaScript, and slower (docs/decisions/0007-one-language.md).
public sealed interface Condition {
  /// Whether it holds for the question's context; the trace, if there is one, is told.
  default boolean holds(Question question) {
    Trace trace = question.trace();
    if (trace == null) {
      return decided(question);
    }
    trace.enter(form(), of());
    boolean holds = decided(question);
    trace.leave(holds);
    return holds;
  }

  boolean decided(Question question);

  /// The form's name in traces.
  String form();

  /// What it is about, for traces: an attribute, a flag, a segment.
  default @Nullable String of() {
    return null;
  }

  /// Holds for every context.
  record Always() implements Condition {
    @Override
    public boolean decided(Question question) {
      return true;
    }

    @Override
    public String form() {
      return "always";
    }
  }

  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean decided(Question question) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).holds(question)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String form() {
      return "all";
    }
  }

  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean decided(Question question) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).holds(question)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String form() {
      return "any";
    }
  }

  record Not(Condition part) implements Condition {
    @Override
    public boolean decided(Question question) {
      return !part.holds(question);
    }

    @Override
    public String form() {
      return "not";
    }
  }

  /// True if the subject has a value and it passes; where the value is a list, its elements are
  /// asked as [Elements] says.
  record Test(Term subject, Elements elements, Check check) implements Condition {
    @Override
    public boolean decided(Question question) {
      Value seen = subject.value(question);
      if (question.trace() != null) {
        question.trace().saw(seen);
      }
      if (seen == null) {
        return false;
      }
      if (!(seen instanceof Value.Items list) || elements == Elements.WHOLE) {
        return check.passes(seen, question) != (elements == Elements.NONE);
      }
      return check.ofWhole() || ofElements(list.elements(), question);
    }

    private boolean ofElements(List<Value> values, Question question) {
      boolean wanted = elements == Elements.ALL;
      for (int i = 0; i < values.size(); i++) {
        if (check.passes(values.get(i), question) != wanted) {
          return elements == Elements.ANY;
        }
      }
      return elements != Elements.ANY;
    }

    @Override
    public String form() {
      return "test";
    }

    @Override
    public @Nullable String of() {
      return subject.name();
    }
  }

  /// True if the part holds of so many elements of the list, each a context of its own: see
  /// [Attribute#ELEMENT]. What is no list has none.
  record ForElements(Term list, Elements elements, Condition part) implements Condition {
    @Override
    public boolean decided(Question question) {
      if (!(list.value(question) instanceof Value.Items items)) {
        return false;
      }
      boolean wanted = elements == Elements.ALL;
      for (int i = 0; i < items.elements().size(); i++) {
        Value outer = question.enter(items.elements().get(i));
        boolean holds = part.holds(question);
        question.leave(outer);
        if (holds != wanted) {
          return elements == Elements.ANY;
        }
      }
      return elements != Elements.ANY;
    }

    @Override
    public String form() {
      return "forElements";
    }

    @Override
    public @Nullable String of() {
      return list.name();
    }
  }

  /// True if the other flag, decided for the same context, gives one of the variants; whatever the
  /// reason, so that a flag that is off gives its off variant.
  ///
  /// @param whileOn whether it must also be on
  record FlagGives(String flag, List<String> variants, boolean whileOn) implements Condition {
    public FlagGives {
      variants = List.copyOf(variants);
    }

    @Override
    public boolean decided(Question question) {
      Decision decision = question.given(flag);
      if (decision == null || (whileOn && decision.reason().off())) {
        return false;
      }
      String given = decision.variantKey();
      for (int i = 0; i < variants.size(); i++) {
        if (variants.get(i).equals(given)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String form() {
      return "flagGives";
    }

    @Override
    public String of() {
      return flag;
    }
  }

  /// True if the segment's condition holds. A segment that has none is a list that the caller
  /// keeps, see [Context#inSegment].
  record InSegment(String segment) implements Condition {
    @Override
    public boolean decided(Question question) {
      return question.inSegment(segment);
    }

    @Override
    public String form() {
      return "inSegment";
    }

    @Override
    public String of() {
      return segment;
    }
  }

  /// True if the unit's bucket lies in one of the ranges: a percentage of units.
  record InBuckets(Bucketing by, List<Range> ranges) implements Condition {
    public InBuckets {
      ranges = List.copyOf(ranges);
    }

    @Override
    public boolean decided(Question question) {
      int bucket = by.lot(question);
      for (int i = 0; i < ranges.size(); i++) {
        if (ranges.get(i).holds(bucket)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String form() {
      return "inBuckets";
    }
  }

  /// True if the unit's bucket lies below a share that grows with time, see [Ramp].
  record BelowRamp(Bucketing by, Ramp ramp) implements Condition {
    @Override
    public boolean decided(Question question) {
      int bucket = by.lot(question);
      return bucket >= 0 && bucket < ramp.shareAt(question.nowMillis());
    }

    @Override
    public String form() {
      return "belowRamp";
    }
  }

  /// What cannot be decided: when a decision comes to it, it ends with [Reason#ERROR]. Only
  /// importers write it, for what the other system would answer with an error.
  record Broken(String error) implements Condition {
    @Override
    public boolean decided(Question question) {
      return question.fail(error);
    }

    @Override
    public String form() {
      return "broken";
    }

    @Override
    public String of() {
      return error;
    }
  }
}
