package dev.rimlight.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/// Whether an experiment may be believed, in one respect.
///
/// @param dimension that it is about; empty, with the value, for the whole experiment
/// @param p of a split
/// @param share of the units that crossed over, or of the events that were lost
public record HealthFinding(
    Check check,
    State state,
    String dimension,
    String value,
    OptionalDouble p,
    OptionalDouble share) {

  /// What is looked at.
  public enum Check {
    SPLIT,
    SPLIT_OF_PART,
    CROSSOVER,
    LOSS
  }

  /// How it went.
  public enum State {
    OK,
    /// To be looked into.
    WARNING,
    /// Nothing below means anything until it is explained.
    FAILED,
    /// Not known, or not yet.
    UNKNOWN
  }

  /// Share of events that may be missing, or of units that may have crossed over, without a word.
  public static final double NEGLIGIBLE_SHARE = 0.001;

  /// Share above which nothing may be concluded.
  public static final double RUINOUS_SHARE = 0.01;

  static List<HealthFinding> all(Design design, Observation seen) {
    List<HealthFinding> findings = new ArrayList<>();
    findings.add(split(design, seen));
    findings.addAll(parts(design, seen));
    findings.add(crossover(seen));
    findings.add(loss(seen));
    return findings;
  }

  private static HealthFinding split(Design design, Observation seen) {
    long[] units = units(design, seen.units());
    if (strangers(design, seen.units())) {
      return finding(Check.SPLIT, State.FAILED, OptionalDouble.empty());
    }
    double[] weights = weights(design);
    return switch (SampleRatio.sequential(units, weights)) {
      case Refusal(Reason reason) ->
          finding(
              Check.SPLIT,
              reason == Reason.UNITS_IN_ZERO_WEIGHT_ARM ? State.FAILED : State.UNKNOWN,
              OptionalDouble.empty());
      case RatioCheck look -> {
        double smallest = Math.min(look.p(), seen.smallestSplitP());
        boolean odd =
            SampleRatio.chiSquared(units, weights) instanceof RatioCheck check
                && check.p() < SampleRatio.SUSPICIOUS_BELOW;
        State state =
            smallest < SampleRatio.FAILED_BELOW ? State.FAILED : odd ? State.WARNING : State.OK;
        yield finding(Check.SPLIT, state, OptionalDouble.of(smallest));
      }
    };
  }

  private static boolean strangers(Design design, Map<String, Long> units) {
    Set<String> strangers = new TreeSet<>(units.keySet());
    design.arms().forEach(arm -> strangers.remove(arm.key()));
    return strangers.stream().anyMatch(arm -> units.getOrDefault(arm, 0L) > 0);
  }

  private static long[] units(Design design, Map<String, Long> units) {
    return design.arms().stream().mapToLong(arm -> units.getOrDefault(arm.key(), 0L)).toArray();
  }

  private static double[] weights(Design design) {
    return design.arms().stream().mapToDouble(Design.Arm::weight).toArray();
  }

  /// The split within every part of every dimension; Holm over all of them. A part is suspicious
  /// when its corrected p is what a whole would be suspicious at.
  private static List<HealthFinding> parts(Design design, Observation seen) {
    List<HealthFinding> found = new ArrayList<>();
    seen.dimensions()
        .forEach((dimension, parts) ->
            parts.forEach((value, part) -> {
              if (SampleRatio.chiSquared(units(design, part.units()), weights(design))
                  instanceof RatioCheck check) {
                found.add(
                    new HealthFinding(
                        Check.SPLIT_OF_PART,
                        State.OK,
                        dimension,
                        value,
                        OptionalDouble.of(check.p()),
                        OptionalDouble.empty()));
              }
            }));
    double[] p = found.stream().mapToDouble(finding -> finding.p().orElse(1)).toArray();
    if (p.length == 0) {
      return found;
    }
    Multiplicity.Adjusted[] adjusted = Multiplicity.HOLM.adjust(p, SampleRatio.SUSPICIOUS_BELOW);
    List<HealthFinding> corrected = new ArrayList<>(found.size());
    for (int part = 0; part < p.length; part++) {
      HealthFinding finding = found.get(part);
      corrected.add(
          new HealthFinding(
              finding.check(),
              adjusted[part].rejected() ? State.WARNING : State.OK,
              finding.dimension(),
              finding.value(),
              OptionalDouble.of(adjusted[part].p()),
              OptionalDouble.empty()));
    }
    return corrected;
  }

  private static HealthFinding crossover(Observation seen) {
    long all = seen.exposedUnits() + seen.crossoverUnits();
    return all == 0
        ? share(Check.CROSSOVER, OptionalDouble.empty())
        : share(Check.CROSSOVER, OptionalDouble.of((double) seen.crossoverUnits() / all));
  }

  private static HealthFinding loss(Observation seen) {
    return share(Check.LOSS, seen.lossRate());
  }

  private static HealthFinding share(Check check, OptionalDouble share) {
    State state = share.isPresent() ? grade(share.getAsDouble()) : State.UNKNOWN;
    return new HealthFinding(check, state, "", "", OptionalDouble.empty(), share);
  }

  /// What a share of lost or crossed over means.
  public static State grade(double share) {
    return share > RUINOUS_SHARE
        ? State.FAILED
        : share > NEGLIGIBLE_SHARE ? State.WARNING : State.OK;
  }

  private static HealthFinding finding(Check check, State state, OptionalDouble p) {
    return new HealthFinding(check, state, "", "", p, OptionalDouble.empty());
  }
}
