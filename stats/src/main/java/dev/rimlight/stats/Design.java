package dev.rimlight.stats;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What was decided about an experiment before anything was seen.
///
/// @param arms control first
/// @param alpha error level of the goals together, and of every other statement by itself
public record Design(List<Arm> arms, List<Metric> metrics, Horizon horizon, double alpha) {

  /// The power at which a smallest detectable effect is stated.
  public static final double POWER = 0.8;

  public Design {
    arms = List.copyOf(arms);
    metrics = List.copyOf(metrics);
    alpha = new Level(alpha).alpha();
    if (arms.size() < 2) {
      throw new IllegalArgumentException("arms == " + arms.size() + ", must be >= 2");
    }
    requireDistinct("arm", arms.stream().map(Arm::key).toList());
    requireDistinct("metric", metrics.stream().map(Metric::key).toList());
  }

  private static void requireDistinct(String name, List<String> keys) {
    Set<String> seen = new HashSet<>();
    for (String key : keys) {
      if (!seen.add(key)) {
        throw new IllegalArgumentException(name + " == \"" + key + "\", must be named once");
      }
    }
  }

  Arm control() {
    return arms.getFirst();
  }

  List<Arm> treatments() {
    return arms.subList(1, arms.size());
  }

  /// One arm.
  ///
  /// @param weight of the arm among all; need not add up to 1
  public record Arm(String key, double weight) {
    public Arm {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("weight == " + weight + ", must be finite and >= 0");
      }
    }
  }

  /// What a metric decides: a goal ships, a guardrail stops, a secondary informs.
  public enum Role {
    GOAL,
    GUARDRAIL,
    SECONDARY
  }

  /// What a metric is for.
  ///
  /// @param margin the relative loss that a guardrail bears
  /// @param prior of the relative effect
  public record Metric(
      String key, Role role, Direction direction, double margin, EffectPrior prior) {
    public Metric {
      if (!(margin >= 0) || Double.isInfinite(margin)) {
        throw new IllegalArgumentException("margin == " + margin + ", must be finite and >= 0");
      }
    }
  }
}
