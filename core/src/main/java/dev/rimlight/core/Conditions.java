package dev.rimlight.core;

import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.Cidr;
import java.util.List;

/// Whether a condition holds of a context.
final class Conditions {
  private Conditions() {}

  static boolean holds(Condition condition, Question question) {
    Trace trace = question.trace();
    if (trace == null) {
      return decided(condition, question);
    }
    trace.enter(condition);
    boolean holds = decided(condition, question);
    trace.leave(holds);
    return holds;
  }

  private static boolean decided(Condition condition, Question question) {
    return switch (condition) {
      case Condition.Test test -> passes(test, question);
      case Condition.All all -> holdsForAll(all.parts(), question);
      case Condition.Always a -> true;
      case Condition.Any any -> holdsForAny(any.parts(), question);
      case Condition.Not not -> !holds(not.part(), question);
      case Condition.ForElements each -> ofElements(each, question);
      case Condition.FlagGives prerequisite -> question.gives(prerequisite);
      case Condition.InSegment segment -> question.inSegment(segment.segment());
      case Condition.InBuckets in -> inBuckets(in, question);
      case Condition.BelowRamp below -> belowRamp(below, question);
      case Condition.Broken broken -> question.fail(broken.error());
    };
  }

  private static boolean holdsForAll(List<Condition> parts, Question question) {
    for (int i = 0; i < parts.size(); i++) {
      if (!holds(parts.get(i), question)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsForAny(List<Condition> parts, Question question) {
    for (int i = 0; i < parts.size(); i++) {
      if (holds(parts.get(i), question)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(Condition.Test test, Question question) {
    Value seen = Terms.value(test.subject(), question);
    if (question.trace() != null) {
      question.trace().saw(seen);
    }
    if (seen == null) {
      return false;
    }
    Check check = test.check();
    if (!(seen instanceof Value.Items list) || test.elements() == Elements.WHOLE) {
      return test.elements() == Elements.NONE
          ? !passes(check, seen, question)
          : passes(check, seen, question);
    }
    if (check instanceof Check.Compare compare && compare.operator() == Operator.EXISTS) {
      return true;
    }
    List<Value> elements = list.elements();
    boolean wanted = test.elements() == Elements.ALL;
    for (int i = 0; i < elements.size(); i++) {
      if (passes(check, elements.get(i), question) != wanted) {
        return test.elements() == Elements.ANY;
      }
    }
    return test.elements() != Elements.ANY;
  }

  private static boolean ofElements(Condition.ForElements each, Question question) {
    Value seen = Terms.value(each.list(), question);
    if (!(seen instanceof Value.Items list)) {
      return false;
    }
    boolean wanted = each.elements() == Elements.ALL;
    for (Value element : list.elements()) {
      Value outer = question.enter(element);
      boolean holds = holds(each.part(), question);
      question.leave(outer);
      if (holds != wanted) {
        return each.elements() == Elements.ANY;
      }
    }
    return each.elements() != Elements.ANY;
  }

  private static boolean inBuckets(Condition.InBuckets in, Question question) {
    int bucket = in.by().bucket(question);
    if (question.trace() != null) {
      question.trace().sawBucket(bucket);
    }
    if (bucket == Bucketing.ABSENT) {
      if (!in.by().absentFirst()) {
        return false;
      }
      bucket = 0;
    }
    for (int i = 0; i < in.ranges().size(); i++) {
      if (in.ranges().get(i).holds(bucket)) {
        return true;
      }
    }
    return false;
  }

  private static boolean belowRamp(Condition.BelowRamp below, Question question) {
    int bucket = below.by().bucket(question);
    if (question.trace() != null) {
      question.trace().sawBucket(bucket);
    }
    return bucket != Bucketing.ABSENT && bucket < below.ramp().shareAt(question.nowMillis());
  }

  private static boolean passes(Check check, Value seen, Question question) {
    return switch (check) {
      case Check.Compare compare -> Comparisons.holds(compare, seen, question);
      case Check.Matches matches -> matches(matches.patterns(), seen);
      case Check.InNetwork network -> inNetwork(network.blocks(), seen);
      case Check.OfVersion version -> Comparisons.ofVersion(version, seen);
      case Check.InTime time -> Comparisons.inTime(time, seen);
    };
  }

  private static boolean matches(List<Written<Regex>> patterns, Value seen) {
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).meaning().foundIn(text.value())) {
        return true;
      }
    }
    return false;
  }

  private static boolean inNetwork(List<Written<Cidr>> blocks, Value seen) {
    if (!(seen instanceof Value.Text text)) {
      return false;
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).meaning().contains(text.value())) {
        return true;
      }
    }
    return false;
  }
}
