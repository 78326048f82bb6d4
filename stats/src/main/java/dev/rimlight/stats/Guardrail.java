package dev.rimlight.stats;

import java.util.Optional;

/// Whether a metric that must not get worse has not: non-inferiority with a margin on the lift.
public enum Guardrail {
  /// A loss as large as the margin is ruled out.
  PASS,
  /// A loss larger than the margin is proven.
  FAIL,
  INCONCLUSIVE;

  /// One percent of the control's mean.
  public static final double DEFAULT_MARGIN = 0.01;

  /// From the interval of a lift whose ends each hold at the one-sided level: the 1 - 2 alpha
  /// interval of a fixed test, or both one-sided confidence sequences. An absent interval, because
  /// the control's mean cannot be told from 0, says nothing.
  public static Guardrail of(Optional<Interval> lift, double margin, Direction direction) {
    if (!(margin >= 0)) {
      throw new IllegalArgumentException("margin == " + margin + ", must be >= 0");
    }
    if (lift.isEmpty()) {
      return INCONCLUSIVE;
    }
    Interval interval = lift.orElseThrow();
    double worst =
        switch (direction) {
          case INCREASE -> interval.low();
          case DECREASE -> -interval.high();
        };
    double best =
        switch (direction) {
          case INCREASE -> interval.high();
          case DECREASE -> -interval.low();
        };
    if (worst > -margin) {
      return PASS;
    }
    return best < -margin ? FAIL : INCONCLUSIVE;
  }

  /// One fixed test of two arms at the one-sided level alpha.
  public static Guardrail of(Contrast contrast, double margin, Direction direction, double alpha) {
    double critical = new Level(2 * alpha).studentCritical(contrast.degreesOfFreedom());
    return of(contrast.fieller().relative(critical), margin, direction);
  }
}
