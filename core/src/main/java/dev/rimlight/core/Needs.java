package dev.rimlight.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What every flag needs to be decided, worked out once when a snapshot is written: with everything
/// behind it, other flags, segments and the audiences of its experiments.
final class Needs {
  /// @param attributes the names that paths begin with
  /// @param listed the segments of which the caller keeps the lists
  /// @param chained whether it needs other flags or segments
  record Need(Set<String> attributes, Set<String> listed, boolean chained) {}

  private final Map<String, References> flags = new HashMap<>();
  private final Map<String, Condition> segments = new HashMap<>();

  Needs(Definitions definitions) {
    Map<String, Experiment> experiments = new HashMap<>();
    definitions.experiments().forEach(each -> experiments.put(each.key(), each));
    Map<String, Term> units = new HashMap<>();
    definitions.layers().forEach(layer -> put(units, "layer " + layer.key(), layer.unit()));
    definitions.holdouts().forEach(each -> put(units, "holdout " + each.key(), each.unit()));
    for (Segment segment : definitions.segments()) {
      Condition when = segment.when();
      if (when != null) {
        segments.put(segment.key(), when);
      }
    }
    for (Flag flag : definitions.flags()) {
      References references = new References();
      for (Rule rule : flag.rules()) {
        references.collect(rule);
        collect(references, rule.serve(), experiments, units);
      }
      references.collect(flag.otherwise());
      collect(references, flag.otherwise(), experiments, units);
      flags.put(flag.key(), references);
    }
  }

  private static void put(Map<String, Term> units, String name, @Nullable Term unit) {
    if (unit != null) {
      units.put(name, unit);
    }
  }

  private static void collect(
      References references,
      Serve serve,
      Map<String, Experiment> experiments,
      Map<String, Term> units) {
    Experiment experiment =
        serve instanceof Serve.InExperiment in ? experiments.get(in.experiment()) : null;
    if (experiment == null) {
      return;
    }
    references.collect(experiment.by());
    references.collect(experiment.audience());
    Term ofLayer = units.get("layer " + experiment.layer());
    if (ofLayer != null) {
      references.collect(ofLayer);
    }
    for (String holdout : experiment.holdouts()) {
      Term ofHoldout = units.get("holdout " + holdout);
      if (ofHoldout != null) {
        references.collect(ofHoldout);
      }
    }
  }

  Need of(String flag) {
    Set<String> attributes = new TreeSet<>();
    Set<String> listed = new TreeSet<>();
    Set<String> seenFlags = new TreeSet<>(List.of(flag));
    Set<String> seenSegments = new TreeSet<>();
    List<References> open = new ArrayList<>();
    open.add(flags.getOrDefault(flag, new References()));
    for (int i = 0; i < open.size(); i++) {
      attributes.addAll(open.get(i).attributes());
      for (String needed : open.get(i).flags()) {
        References further = flags.get(needed);
        if (further != null && seenFlags.add(needed)) {
          open.add(further);
        }
      }
      for (String segment : open.get(i).segments()) {
        if (seenSegments.add(segment)) {
          Condition when = segments.get(segment);
          if (when == null) {
            listed.add(segment);
          } else {
            References further = new References();
            further.collect(when);
            open.add(further);
          }
        }
      }
    }
    References own = open.get(0);
    return new Need(attributes, listed, !own.flags().isEmpty() || !own.segments().isEmpty());
  }
}
