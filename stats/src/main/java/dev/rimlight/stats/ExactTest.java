package dev.rimlight.stats;

import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/// Exact tests of two proportions: Fisher's, given all successes; Barnard's (1947) and Boschloo's
/// (1970), which take the largest p over what the common proportion could be.
public final class ExactTest {
  /// Outcomes count as equally extreme up to this share: their probabilities are rounded.
  private static final double TIE = 1e-7;

  /// Points of the first search for the worst proportion; a golden section around the best follows.
  private static final int GRID = 200;

  private static final int REFINEMENTS = 40;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /// Arms with more outcomes than this are not enumerated: nobody would wait.
  public static final long LARGEST = 4_000_000;

  private final double[] controlChoices;
  private final double[] treatmentChoices;

  /// Per number of the control's successes: the first of each run of the treatment's that count,
  /// and the first after it.
  private final int[][] runs;

  private ExactTest(long controlUnits, long treatmentUnits, Outcome outcome) {
    this.controlChoices = logChoices(controlUnits);
    this.treatmentChoices = logChoices(treatmentUnits);
    this.runs = new int[(int) controlUnits + 1][];
    for (int x0 = 0; x0 <= controlUnits; x0++) {
      int successes = x0;
      runs[x0] =
          IntStream.rangeClosed(0, (int) treatmentUnits + 1)
              .filter(x1 -> turns(outcome, successes, x1, (int) treatmentUnits))
              .toArray();
    }
  }

  private static boolean turns(Outcome outcome, int x0, int x1, int last) {
    boolean before = x1 > 0 && outcome.counts(x0, x1 - 1);
    boolean here = x1 <= last && outcome.counts(x0, x1);
    return before != here;
  }

  private interface Outcome {
    boolean counts(int controlSuccesses, int treatmentSuccesses);
  }

  /// How many outcomes the unconditional tests enumerate.
  public static long outcomes(OneProportion control, OneProportion treatment) {
    return (control.units() + 1) * (treatment.units() + 1);
  }

  public static double fisher(
      OneProportion control, OneProportion treatment, Alternative alternative) {
    int successes = Math.toIntExact(control.successes() + treatment.successes());
    int units = Math.toIntExact(control.units() + treatment.units());
    if (units > LARGEST) {
      throw new IllegalArgumentException("units == " + units + ", must be <= " + LARGEST);
    }
    HypergeometricDistribution distribution =
        HypergeometricDistribution.of(units, successes, Math.toIntExact(treatment.units()));
    int observed = Math.toIntExact(treatment.successes());
    return switch (alternative) {
      case SMALLER -> distribution.cumulativeProbability(observed);
      case LARGER -> distribution.survivalProbability(observed - 1);
      case TWO_SIDED -> {
        double limit = distribution.probability(observed) * (1 + TIE);
        double sum = 0;
        int lowest = distribution.getSupportLowerBound();
        int highest = distribution.getSupportUpperBound();
        for (int x = lowest; x <= highest; x++) {
          double probability = distribution.probability(x);
          sum += probability <= limit ? probability : 0;
        }
        yield Math.min(1, sum);
      }
    };
  }

  /// By the z statistic, with one variance for both arms or one for each.
  public static double barnard(
      OneProportion control, OneProportion treatment, Alternative alternative, boolean pooled) {
    requireEnumerable(control, treatment);
    double n0 = control.units();
    double n1 = treatment.units();
    double observed =
        z((double) control.successes(), n0, (double) treatment.successes(), n1, pooled);
    double slack = TIE * Math.max(1, Math.abs(observed));
    return new ExactTest(
            control.units(),
            treatment.units(),
            (x0, x1) -> {
              double z = z(x0, n0, x1, n1, pooled);
              return switch (alternative) {
                case SMALLER -> z <= observed + slack;
                case LARGER -> z >= observed - slack;
                case TWO_SIDED -> Math.abs(z) >= Math.abs(observed) - slack;
              };
            })
        .largestP();
  }

  private static double z(double x0, double n0, double x1, double n1, boolean pooled) {
    double p0 = x0 / n0;
    double p1 = x1 / n1;
    if (p0 == p1) {
      return 0;
    }
    double both = (x0 + x1) / (n0 + n1);
    double variance =
        pooled ? both * (1 - both) * (1 / n0 + 1 / n1) : p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1;
    return (p1 - p0) / Math.sqrt(variance);
  }

  /// By Fisher's one-sided p; two-sided is twice the smaller of both sides.
  public static double boschloo(
      OneProportion control, OneProportion treatment, Alternative alternative) {
    requireEnumerable(control, treatment);
    return switch (alternative) {
      case TWO_SIDED ->
          Math.min(
              1,
              2
                  * Math.min(
                      boschloo(control, treatment, Alternative.SMALLER),
                      boschloo(control, treatment, Alternative.LARGER)));
      case SMALLER, LARGER -> {
        double limit = fisher(control, treatment, alternative) * (1 + TIE);
        double[][] sides = fisherOfAll(control.units(), treatment.units(), alternative);
        yield new ExactTest(control.units(), treatment.units(), (x0, x1) -> sides[x0][x1] <= limit)
            .largestP();
      }
    };
  }

  private static double[][] fisherOfAll(long n0, long n1, Alternative alternative) {
    double[][] sides = new double[(int) n0 + 1][(int) n1 + 1];
    for (int successes = 0; successes <= n0 + n1; successes++) {
      HypergeometricDistribution distribution =
          HypergeometricDistribution.of((int) (n0 + n1), successes, (int) n1);
      int lowest = distribution.getSupportLowerBound();
      int highest = distribution.getSupportUpperBound();
      for (int x1 = lowest; x1 <= highest; x1++) {
        sides[successes - x1][x1] =
            alternative == Alternative.SMALLER
                ? distribution.cumulativeProbability(x1)
                : distribution.survivalProbability(x1 - 1);
      }
    }
    return sides;
  }

  private static void requireEnumerable(OneProportion control, OneProportion treatment) {
    if (outcomes(control, treatment) > LARGEST) {
      throw new IllegalArgumentException(
          "outcomes == " + outcomes(control, treatment) + ", must be <= " + LARGEST);
    }
  }

  private double largestP() {
    double best = 0;
    int at = 0;
    for (int point = 0; point <= GRID; point++) {
      double p = probability(share(point));
      if (p > best) {
        best = p;
        at = point;
      }
    }
    double low = share(Math.max(0, at - 1));
    double high = share(Math.min(GRID, at + 1));
    for (int step = 0; step < REFINEMENTS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      double ofLeft = probability(left);
      double ofRight = probability(right);
      best = Math.max(best, Math.max(ofLeft, ofRight));
      if (ofLeft > ofRight) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.min(1, best);
  }

  /// Denser near 0 and 1, where p changes fastest.
  private static double share(int point) {
    double sine = Math.sin(Math.PI / 2 * point / GRID);
    return sine * sine;
  }

  private double probability(double share) {
    double[] first = binomial(controlChoices, share);
    double[] upTo = binomial(treatmentChoices, share);
    double below = 0;
    for (int x1 = 0; x1 < upTo.length; x1++) {
      double here = upTo[x1];
      upTo[x1] = below;
      below += here;
    }
    double sum = 0;
    for (int x0 = 0; x0 < first.length; x0++) {
      int[] turns = runs[x0];
      double row = 0;
      for (int turn = 0; turn < turns.length; turn += 2) {
        int after = turns[turn + 1];
        row += (after == upTo.length ? below : upTo[after]) - upTo[turns[turn]];
      }
      sum += first[x0] * row;
    }
    return sum;
  }

  private static double[] logChoices(long n) {
    double all = LogGamma.value(n + 1.0);
    return IntStream.rangeClosed(0, (int) n)
        .mapToDouble(x -> all - LogGamma.value(x + 1.0) - LogGamma.value(n - x + 1.0))
        .toArray();
  }

  private static double[] binomial(double[] logChoices, double share) {
    int n = logChoices.length - 1;
    double[] probabilities = new double[n + 1];
    if (share <= 0 || share >= 1) {
      probabilities[share <= 0 ? 0 : n] = 1;
      return probabilities;
    }
    double success = Math.log(share);
    double failure = Math.log1p(-share);
    for (int x = 0; x <= n; x++) {
      probabilities[x] = Math.exp(logChoices[x] + x * success + (n - x) * failure);
    }
    return probabilities;
  }
}
