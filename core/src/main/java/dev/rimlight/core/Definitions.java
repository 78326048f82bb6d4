package dev.rimlight.core;

import java.util.List;
import java.util.TreeMap;

/// Everything that one revision of an environment publishes, checked as a whole: every name that a
/// flag, rule or experiment uses exists, no experiment is served by a flag that is not its own, and
/// no flag is its own prerequisite.
///
/// @param revision 1, 2, 3 ...; a higher one replaces a lower one at the edge
/// @param flags in any order; kept sorted by key, so that the same content gives the same bytes
/// @param routes JSON array of the environment's routes, for the Worker; core does not read it
public record Definitions(
    String environment,
    int revision,
    List<Flag> flags,
    List<Experiment> experiments,
    String routes) {
  public Definitions {
    if (revision < 0) {
      throw new InvalidDefinition(
          "revision_out_of_range", "/revision", "revision == " + revision + ", must be >= 0");
    }
    requireAtMost("flags", flags.size(), Limits.FLAGS);
    requireAtMost("experiments", experiments.size(), Limits.EXPERIMENTS);
    TreeMap<String, Flag> flagByKey = new TreeMap<>();
    for (Flag flag : flags) {
      if (flagByKey.put(flag.key(), flag) != null) {
        throw new InvalidDefinition(
            "duplicate_flag", "/flags/" + flag.key(), "flag " + flag.key() + " is defined twice");
      }
    }
    TreeMap<String, Experiment> experimentByKey = new TreeMap<>();
    for (Experiment experiment : experiments) {
      if (experimentByKey.put(experiment.key(), experiment) != null) {
        throw new InvalidDefinition(
            "duplicate_experiment",
            "/experiments/" + experiment.key(),
            "experiment " + experiment.key() + " is defined twice");
      }
      requireVariantsOfItsFlag(experiment, flagByKey);
    }
    for (Flag flag : flags) {
      requireExperiments(flag, experimentByKey);
    }
    new Prerequisites(flagByKey).check();
    flags = List.copyOf(flagByKey.values());
    experiments = List.copyOf(experimentByKey.values());
  }

  private static void requireAtMost(String what, int count, int limit) {
    if (count > limit) {
      throw new InvalidDefinition(
          "too_many", "/" + what, "number of " + what + " == " + count + ", must be <= " + limit);
    }
  }

  private static void requireVariantsOfItsFlag(
      Experiment experiment, TreeMap<String, Flag> flagByKey) {
    String pointer = "/experiments/" + experiment.key();
    Flag flag = flagByKey.get(experiment.flag());
    if (flag == null) {
      throw new InvalidDefinition(
          "unknown_flag",
          pointer + "/flag",
          "experiment "
              + experiment.key()
              + " is about flag "
              + experiment.flag()
              + ", which does not exist");
    }
    for (Share share : experiment.shares()) {
      if (flag.variantIndex(share.variant()) < 0) {
        throw new InvalidDefinition(
            "unknown_variant",
            pointer + "/variants",
            "experiment "
                + experiment.key()
                + " has variant "
                + share.variant()
                + ", which flag "
                + flag.key()
                + " does not have");
      }
    }
  }

  private static void requireExperiments(Flag flag, TreeMap<String, Experiment> experimentByKey) {
    List<Rule> rules = flag.rules();
    for (int i = 0; i < rules.size(); i++) {
      requireExperiment(
          flag,
          rules.get(i).serve(),
          "/flags/" + flag.key() + "/rules/" + i + "/serve",
          experimentByKey);
    }
    requireExperiment(flag, flag.otherwise(), "/flags/" + flag.key() + "/default", experimentByKey);
  }

  private static void requireExperiment(
      Flag flag, Serve serve, String pointer, TreeMap<String, Experiment> experimentByKey) {
    if (!(serve instanceof Serve.InExperiment in)) {
      return;
    }
    Experiment experiment = experimentByKey.get(in.experiment());
    if (experiment == null) {
      throw new InvalidDefinition(
          "unknown_experiment",
          pointer,
          "flag "
              + flag.key()
              + " serves experiment "
              + in.experiment()
              + ", which does not exist");
    }
    if (!experiment.flag().equals(flag.key())) {
      throw new InvalidDefinition(
          "foreign_experiment",
          pointer,
          "flag "
              + flag.key()
              + " serves experiment "
              + in.experiment()
              + ", which is about flag "
              + experiment.flag());
    }
  }
}
