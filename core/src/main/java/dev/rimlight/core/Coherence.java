package dev.rimlight.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks that definitions fit together: every name that is used exists, experiments are served by
/// their own flags and share no slot of a layer, and neither flags nor segments need themselves.
final class Coherence {
  private final Map<String, Flag> flags = new HashMap<>();
  private final Map<String, Experiment> experiments = new HashMap<>();
  private final Map<String, Segment> segments = new HashMap<>();
  private final Set<String> layers = new HashSet<>();
  private final Set<String> holdouts = new HashSet<>();
  private final Map<String, List<Experiment>> byLayer = new HashMap<>();
  private final Definitions definitions;

  Coherence(Definitions definitions) {
    this.definitions = definitions;
    definitions.flags().forEach(flag -> flags.put(flag.key(), flag));
    definitions.experiments().forEach(each -> experiments.put(each.key(), each));
    definitions.segments().forEach(segment -> segments.put(segment.key(), segment));
    definitions.layers().forEach(layer -> layers.add(layer.key()));
    definitions.holdouts().forEach(holdout -> holdouts.add(holdout.key()));
  }

  void check() {
    definitions.experiments().forEach(this::check);
    definitions.flags().forEach(this::check);
    for (Segment segment : definitions.segments()) {
      Condition when = segment.when();
      if (when != null) {
        requireKnown("segment " + segment.key(), "/segments/" + segment.key() + "/when", when);
      }
    }
    new Chains("flag", "flags need one another", Limits.PREREQUISITE_DEPTH, this::neededFlags)
        .check(flags.keySet().stream().sorted().toList());
    new Chains("segment", "segments need one another", Limits.SEGMENT_DEPTH, this::neededSegments)
        .check(segments.keySet().stream().sorted().toList());
  }

  private void check(Experiment experiment) {
    String who = "experiment " + experiment.key();
    String pointer = "/experiments/" + experiment.key();
    Flag flag = flags.get(experiment.flag());
    if (flag == null) {
      throw unknown("flag", pointer + "/flag", who + " is about flag " + experiment.flag());
    }
    for (Arm arm : experiment.arms()) {
      if (arm.variant() != null && flag.variantIndex(arm.variant()) < 0) {
        throw new InvalidDefinition(
            "unknown_variant",
            pointer + "/variants",
            who
                + " has variant "
                + arm.variant()
                + ", which flag "
                + flag.key()
                + " does not have");
      }
    }
    for (String holdout : experiment.holdouts()) {
      if (!holdouts.contains(holdout)) {
        throw unknown("holdout", pointer + "/holdouts", who + " names holdout " + holdout);
      }
    }
    String layer = experiment.layer();
    if (layer != null) {
      if (!layers.contains(layer)) {
        throw unknown("layer", pointer + "/layer", who + " is in layer " + layer);
      }
      requireOwnSlots(experiment, byLayer.computeIfAbsent(layer, key -> new ArrayList<>()));
    }
    requireKnown(who, pointer + "/audience", experiment.audience());
  }

  private static void requireOwnSlots(Experiment experiment, List<Experiment> others) {
    if (!experiment.running()) {
      return;
    }
    for (Experiment other : others) {
      for (Range slot : experiment.slots()) {
        for (Range taken : other.slots()) {
          if (slot.overlaps(taken)) {
            throw new InvalidDefinition(
                "slots_overlap",
                "/experiments/" + experiment.key() + "/layer/slots",
                "experiments "
                    + other.key()
                    + " and "
                    + experiment.key()
                    + " both have buckets "
                    + Math.max(slot.from(), taken.from())
                    + " to "
                    + (Math.min(slot.to(), taken.to()) - 1)
                    + " of layer "
                    + experiment.layer());
          }
        }
      }
    }
    others.add(experiment);
  }

  private void check(Flag flag) {
    String pointer = "/flags/" + flag.key();
    for (int i = 0; i < flag.rules().size(); i++) {
      Rule rule = flag.rules().get(i);
      String at = pointer + "/rules/" + i;
      requireKnown("flag " + flag.key(), at + "/when", rule.when());
      requireExperiment(flag, rule.serve(), at + "/serve");
    }
    requireExperiment(flag, flag.otherwise(), pointer + "/default");
  }

  private void requireKnown(String who, String pointer, Condition condition) {
    References references = new References();
    references.collect(condition);
    for (Condition.FlagGives needed : references.prerequisites()) {
      Flag flag = flags.get(needed.flag());
      if (flag == null) {
        throw unknown("flag", pointer, who + " needs flag " + needed.flag());
      }
      for (String variant : needed.variants()) {
        if (flag.variantIndex(variant) < 0) {
          throw new InvalidDefinition(
              "unknown_variant",
              pointer,
              who + " needs variant " + variant + ", which flag " + flag.key() + " does not have");
        }
      }
    }
    for (String segment : references.segments()) {
      if (!segments.containsKey(segment)) {
        throw unknown("segment", pointer, who + " asks for segment " + segment);
      }
    }
  }

  private void requireExperiment(Flag flag, Serve serve, String pointer) {
    if (!(serve instanceof Serve.InExperiment in)) {
      return;
    }
    Experiment experiment = experiments.get(in.experiment());
    String who = "flag " + flag.key() + " serves experiment " + in.experiment();
    if (experiment == null) {
      throw unknown("experiment", pointer, who);
    }
    if (!experiment.flag().equals(flag.key())) {
      throw new InvalidDefinition(
          "foreign_experiment", pointer, who + ", which is about flag " + experiment.flag());
    }
  }

  private static InvalidDefinition unknown(String what, String pointer, String who) {
    return new InvalidDefinition("unknown_" + what, pointer, who + ", which does not exist");
  }

  private Set<String> neededFlags(String key) {
    References references = new References();
    Flag flag = flags.get(key);
    if (flag != null) {
      for (Rule rule : flag.rules()) {
        references.collect(rule);
        collectExperiment(references, rule.serve());
      }
      references.collect(flag.otherwise());
      collectExperiment(references, flag.otherwise());
    }
    // A flag may need another by way of a segment.
    List<String> open = new ArrayList<>(references.segments());
    for (int i = 0; i < open.size(); i++) {
      Segment segment = segments.get(open.get(i));
      Condition when = segment == null ? null : segment.when();
      if (when != null) {
        references.collect(when);
        references.segments().stream().filter(each -> !open.contains(each)).forEach(open::add);
      }
    }
    return references.flags();
  }

  private void collectExperiment(References references, Serve serve) {
    if (serve instanceof Serve.InExperiment in) {
      Experiment experiment = experiments.get(in.experiment());
      if (experiment != null) {
        references.collect(experiment.audience());
      }
    }
  }

  private Set<String> neededSegments(String key) {
    References references = new References();
    Segment segment = segments.get(key);
    @Nullable Condition when = segment == null ? null : segment.when();
    if (when != null) {
      references.collect(when);
    }
    return references.segments();
  }
}
