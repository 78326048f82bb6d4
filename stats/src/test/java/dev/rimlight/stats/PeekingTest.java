package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Experiments without effect that somebody looks at every day: of each method that promises it, at
/// most 5 % may ever reject, plus three standard deviations of the share among the simulations.
final class PeekingTest {
  private static final double ALPHA = 0.05;
  private static final int EXPERIMENTS = 2_000;
  private static final int DAYS = 40;
  private static final int UNITS_PER_DAY = 100;
  private static final double RATE = 0.1;
  private static final int MOST =
      (int) (EXPERIMENTS * (ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / EXPERIMENTS)));

  /// Which methods ever rejected, 0 or 1; added up, in how many experiments.
  private static final class Tally {
    int sequence;
    int above;
    int ratio;
    int proportion;
    int split;
    int planned;
    int anytimeT;
    int hybrid;
  }

  @Test
  void dailyPeekingWithoutEffect_rarelyEverRejects() {
    SplittableRandom random = new SplittableRandom(20261125);
    double[] fractions = new double[DAYS];
    for (int day = 0; day < DAYS; day++) {
      fractions[day] = (day + 1.0) / DAYS;
    }
    GroupSequential plan =
        GroupSequential.spending(new Spending.OBrienFleming(), ALPHA / 2, fractions, true);
    Tally total = new Tally();
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      add(total, experiment(random, plan));
    }
    assertThat(total.sequence).as("confidence sequence").isBetween(1, MOST);
    assertThat(total.above).as("one side").isBetween(1, MOST);
    assertThat(total.ratio).as("mixture ratio").isBetween(1, MOST);
    assertThat(total.proportion).as("one proportion").isBetween(0, MOST);
    assertThat(total.split).as("sample ratio").isBetween(1, MOST);
    assertThat(total.planned).as("group sequential").isBetween(1, MOST);
    assertThat(total.anytimeT).as("t").isBetween(1, MOST);
    assertThat(total.hybrid).as("hybrid").isBetween(1, MOST);
  }

  private static Tally experiment(SplittableRandom random, GroupSequential plan) {
    Tally ever = new Tally();
    long[] units = new long[2];
    long[] successes = new long[2];
    for (int day = 0; day < DAYS; day++) {
      for (int unit = 0; unit < UNITS_PER_DAY; unit++) {
        int arm = random.nextInt(2);
        units[arm]++;
        successes[arm] += random.nextDouble() < RATE ? 1 : 0;
      }
      look(ever, units, successes, plan, day);
    }
    return ever;
  }

  private static void look(
      Tally ever, long[] units, long[] successes, GroupSequential plan, int day) {
    long both = units[0] + units[1];
    Moments control = Moments.ofProportion(units[0], successes[0]);
    Moments treatment = Moments.ofProportion(units[1], successes[1]);
    ever.sequence |=
        rejected(ConfidenceSequence.compare(Kind.PROPORTION, control, treatment, ALPHA, 2_000));
    Result end =
        day == DAYS - 1
            ? Hybrid.atEnd(Kind.PROPORTION, control, treatment, ALPHA)
            : new Refusal(Reason.COLLECTING);
    ever.hybrid |=
        rejected(Hybrid.running(Kind.PROPORTION, control, treatment, ALPHA, 2_000)) | rejected(end);
    ever.planned |= rejected(plan.compare(Kind.PROPORTION, control, treatment, day));
    RatioCheck check = (RatioCheck) SampleRatio.sequential(units.clone(), new double[] {0.5, 0.5});
    ever.split |= check.p() <= ALPHA ? 1 : 0;
    Interval proportion =
        new ProportionSequence(2_000, ALPHA).interval(successes[1], units[1], ALPHA);
    ever.proportion |= proportion.contains(RATE) ? 0 : 1;
    if (successes[0] < 5 || successes[1] < 5) {
      return;
    }
    EffectResult result =
        Effect.absolute(
            ArmMean.of(Kind.PROPORTION, control), ArmMean.of(Kind.PROPORTION, treatment));
    if (result instanceof Effect effect) {
      ever.above |= ConfidenceSequence.above(effect, both, ALPHA, 2_000).p() <= ALPHA ? 1 : 0;
      double t = effect.estimate() / effect.standardError();
      ever.anytimeT |= new AnytimeT(300, both, both - 2).p(t * t) <= ALPHA ? 1 : 0;
    }
    MixtureRatio ratio =
        (MixtureRatio)
            MixtureRatio.of(
                Math.min(units[0], units[1]),
                treatment.mean() - control.mean(),
                2 * RATE * (1 - RATE),
                0.05);
    ever.ratio |= ratio.p() <= ALPHA ? 1 : 0;
  }

  private static int rejected(Result result) {
    return result instanceof Estimate estimate && estimate.significant() ? 1 : 0;
  }

  private static void add(Tally total, Tally one) {
    total.sequence += one.sequence;
    total.above += one.above;
    total.ratio += one.ratio;
    total.proportion += one.proportion;
    total.split += one.split;
    total.planned += one.planned;
    total.anytimeT += one.anytimeT;
    total.hybrid += one.hybrid;
  }
}
