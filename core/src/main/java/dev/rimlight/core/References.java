package dev.rimlight.core;

import java.util.LinkedHashSet;
import java.util.Set;

/// What conditions, terms and rules refer to: attributes of the context, other flags, segments.
final class References {
  private final Set<String> attributes = new LinkedHashSet<>();
  private final Set<String> flags = new LinkedHashSet<>();
  private final Set<Condition.FlagGives> prerequisites = new LinkedHashSet<>();
  private final Set<String> segments = new LinkedHashSet<>();

  References() {}

  /// The names that paths begin with.
  Set<String> attributes() {
    return attributes;
  }

  Set<String> flags() {
    return flags;
  }

  Set<Condition.FlagGives> prerequisites() {
    return prerequisites;
  }

  Set<String> segments() {
    return segments;
  }

  void collect(Rule rule) {
    collect(rule.when());
    collect(rule.serve());
  }

  void collect(Serve serve) {
    switch (serve) {
      case Serve.Fixed fixed -> {}
      case Serve.Split split -> collect(split.by());
      case Serve.InExperiment in -> {}
      case Serve.Named named -> collect(named.name());
      case Serve.Nothing nothing -> {}
      case Serve.Broken broken -> {}
    }
  }

  void collect(Condition condition) {
    switch (condition) {
      case Condition.Always a -> {}
      case Condition.All all -> all.parts().forEach(this::collect);
      case Condition.Any any -> any.parts().forEach(this::collect);
      case Condition.Not not -> collect(not.part());
      case Condition.Test test -> {
        collect(test.subject());
        if (test.check() instanceof Check.Compare compare) {
          compare.wanted().terms().forEach(this::collect);
        }
      }
      // Inside of an element, names are the element's.
      case Condition.ForElements each -> {
        collect(each.list());
        References inner = new References();
        inner.collect(each.part());
        prerequisites.addAll(inner.prerequisites);
        flags.addAll(inner.flags);
        segments.addAll(inner.segments);
      }
      case Condition.FlagGives prerequisite -> {
        prerequisites.add(prerequisite);
        flags.add(prerequisite.flag());
      }
      case Condition.InSegment in -> segments.add(in.segment());
      case Condition.InBuckets in -> collect(in.by());
      case Condition.BelowRamp below -> collect(below.by());
      case Condition.Broken broken -> {}
    }
  }

  void collect(Bucketing by) {
    if (by.unit() != null) {
      collect(by.unit());
    }
  }

  void collect(Term term) {
    switch (term) {
      case Term.Constant constant -> {}
      case Attribute attribute -> {
        if (attribute.root().isEmpty() || attribute.root().charAt(0) != '$') {
          attributes.add(attribute.root());
        }
      }
      case Term.Joined joined -> joined.parts().forEach(this::collect);
      case Term.Choice choice -> {
        collect(choice.when());
        collect(choice.then());
        collect(choice.otherwise());
      }
      case Term.Holds holds -> collect(holds.condition());
      case Term.Arithmetic arithmetic -> arithmetic.parts().forEach(this::collect);
      case Term.Draw draw -> {
        collect(draw.by());
        for (Term.Lot lot : draw.lots()) {
          collect(lot.value());
          collect(lot.weight());
        }
      }
    }
  }
}
