package dev.rimlight.bench;

import dev.rimlight.stats.Analysis;
import dev.rimlight.stats.Design;
import dev.rimlight.stats.Direction;
import dev.rimlight.stats.EffectPrior;
import dev.rimlight.stats.Horizon;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Observation;
import dev.rimlight.stats.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// Times one analysis: 20 metrics, 20 values of a dimension, 3 arms; and 100 metrics without a
/// dimension.
final class AnalysisSpeed {
  private static final SplittableRandom RANDOM = new SplittableRandom(7);
  private static final List<String> ARMS = List.of("a", "b", "c");

  private AnalysisSpeed() {}

  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    System.out.printf(
        "{\"metrics20values20arms3Millis\":%s,\"metrics100arms3Millis\":%s,\"metric1arms2Micros\":%s}%n",
        median(rounds, design(20, 3), observation(20, 20, 3)) / 1e6,
        median(rounds, design(100, 3), observation(100, 0, 3)) / 1e6,
        median(20 * rounds, design(1, 2), observation(1, 0, 2)) / 1e3);
  }

  private static double median(int rounds, Design design, Observation seen) {
    double[] nanos = new double[rounds];
    int recommended = 0;
    for (int round = -rounds; round < rounds; round++) {
      long began = System.nanoTime();
      recommended += Analysis.of(design, seen).recommendation().code().ordinal();
      if (round >= 0) {
        nanos[round] = System.nanoTime() - began;
      }
    }
    if (recommended < 0) {
      throw new AssertionError();
    }
    Arrays.sort(nanos);
    return nanos[rounds / 2];
  }

  private static Design design(int metrics, int arms) {
    List<Design.Metric> all = new ArrayList<>();
    for (int metric = 0; metric < metrics; metric++) {
      Design.Role role =
          metric == 0
              ? Design.Role.GOAL
              : metric < 4 ? Design.Role.GUARDRAIL : Design.Role.SECONDARY;
      all.add(
          new Design.Metric(
              "m" + metric, role, Direction.INCREASE, 0.01, EffectPrior.Normal.DEFAULT));
    }
    return new Design(
        ARMS.subList(0, arms).stream().map(arm -> new Design.Arm(arm, 1)).toList(),
        all,
        Horizon.Anytime.DEFAULT,
        0.05);
  }

  private static Observation observation(int metrics, int values, int arms) {
    Map<String, Observation.Part> parts = new HashMap<>();
    for (int value = 0; value < values; value++) {
      parts.put(
          "v" + value, new Observation.Part(units(5_000, arms), samples(metrics, 5_000, arms)));
    }
    return new Observation(
        units(100_000, arms),
        samples(metrics, 100_000, arms),
        values == 0 ? Map.of() : Map.of("country", parts),
        3,
        OptionalDouble.of(0.0001),
        10,
        1,
        List.of());
  }

  private static Map<String, Long> units(long units, int arms) {
    Map<String, Long> all = new HashMap<>();
    ARMS.subList(0, arms).forEach(arm -> all.put(arm, units));
    return all;
  }

  /// Every other metric is a proportion, the rest means with a past.
  private static Map<String, Map<String, Sample>> samples(int metrics, long units, int arms) {
    Map<String, Map<String, Sample>> samples = new HashMap<>();
    for (int metric = 0; metric < metrics; metric++) {
      Map<String, Sample> ofArms = new HashMap<>();
      for (String arm : ARMS.subList(0, arms)) {
        ofArms.put(arm, metric % 2 == 0 ? proportion(units) : mean(units));
      }
      samples.put("m" + metric, ofArms);
    }
    return samples;
  }

  private static Sample proportion(long units) {
    long successes = Math.round(units * (0.1 + 0.005 * RANDOM.nextGaussian()));
    JointMoments values =
        JointMoments.ofSums(units, new double[] {successes}, new double[][] {{successes}});
    return new Sample.OfUnits(Kind.PROPORTION, values, successes);
  }

  private static Sample mean(long units) {
    double mean = 10 + 0.1 * RANDOM.nextGaussian();
    JointMoments values =
        JointMoments.ofCovariances(
            units, new double[] {mean, 10}, new double[][] {{100}, {60, 100}});
    return new Sample.OfUnits(Kind.MEAN, values, units);
  }
}
