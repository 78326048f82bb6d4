package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;

/// An experiment with everything that stands between a unit and taking part.
///
/// @param gate what must hold of a unit that has no assignment yet: no holdout has it, its slot of
///   the layer is the experiment's, the audience's condition holds, it is allocated
record Enrolment(Experiment experiment, Condition gate) {
  static Enrolment of(Experiment experiment, List<Holdout> holdouts, List<Layer> layers) {
    List<Condition> parts = new ArrayList<>();
    for (Holdout holdout : holdouts) {
      parts.add(new Condition.Not(holdout.holds()));
    }
    for (Layer layer : layers) {
      parts.add(new Condition.InBuckets(layer.bucketing(), experiment.slots()));
    }
    if (!(experiment.audience() instanceof Condition.Always)) {
      parts.add(experiment.audience());
    }
    if (experiment.allocation() < Limits.WHOLE) {
      parts.add(
          new Condition.InBuckets(
              experiment.by().forAllocation(), List.of(new Range(0, experiment.allocation()))));
    }
    return new Enrolment(
        experiment,
        parts.isEmpty()
            ? new Condition.Always()
            : parts.size() == 1 ? parts.get(0) : new Condition.All(parts));
  }
}
