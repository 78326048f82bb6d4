package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The relative interval is the set of lifts that the test does not reject, and agrees with the
/// absolute interval about zero.
final class FiellerTest {

  @Test
  void ends_areExactlyAtTheCriticalDistance() {
    Fieller fieller = new Fieller(0.1, 0.5, 0.003, 0.002, -0.002);
    Interval lift = fieller.relative(1.96).orElseThrow();
    for (double r : new double[] {lift.low(), lift.high()}) {
      double distance = 0.1 - r * 0.5;
      double variance = 0.003 + 2 * r * 0.002 + r * r * 0.002;
      Close.relative("distance", distance * distance / variance, 1.96 * 1.96, 1e-12);
    }
  }

  @Test
  void controlNotDistinguishableFromZero_isUnbounded() {
    assertThat(new Fieller(0.1, 0.08, 0.003, 0.002, -0.002).relative(1.96))
        .isEqualTo(Optional.empty());
  }

  @Test
  void anyArms_relativeAndAbsoluteAgreeAboutZero() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 100_000; i++) {
      double controlMean = random.nextDouble(-2, 2);
      double controlVariance = random.nextDouble(0.01);
      double differenceVariance = controlVariance + random.nextDouble(0.01);
      double critical = random.nextDouble(0.5, 5);
      double edge = critical * Math.sqrt(differenceVariance);
      double difference = random.nextBoolean() ? random.nextDouble(-1, 1) : Math.nextUp(edge);
      Fieller fieller =
          new Fieller(
              difference, controlMean, differenceVariance, controlVariance, -controlVariance);
      Interval absolute = fieller.absolute(critical);
      fieller
          .relative(critical)
          .ifPresent(lift ->
              assertThat(lift.contains(0)).as("%s", fieller).isEqualTo(absolute.contains(0)));
    }
  }
}
