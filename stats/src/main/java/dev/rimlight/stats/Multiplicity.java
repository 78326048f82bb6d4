package dev.rimlight.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Corrects p values for the number of hypotheses that were tested together, and says at which
/// level an interval agrees with the correction.
public enum Multiplicity {
  /// Every hypothesis against alpha / m.
  BONFERRONI(Rule.SINGLE_STEP, Share.BONFERRONI),
  /// Every hypothesis against 1 - (1 - alpha)^(1/m); exact when they are independent.
  SIDAK(Rule.SINGLE_STEP, Share.SIDAK),
  /// Holm 1979: from the smallest p on, for any dependence.
  HOLM(Rule.STEP_DOWN, Share.BONFERRONI),
  HOLM_SIDAK(Rule.STEP_DOWN, Share.SIDAK),
  /// Hochberg 1988: from the largest p on, for positive dependence.
  HOCHBERG(Rule.STEP_UP, Share.BONFERRONI),
  HOCHBERG_SIDAK(Rule.STEP_UP, Share.SIDAK),
  /// Benjamini and Hochberg 1995: the share of false ones among the discoveries.
  BENJAMINI_HOCHBERG(Rule.STEP_UP, Share.BENJAMINI_HOCHBERG),
  /// Benjamini and Yekutieli 2001: the same for any dependence.
  BENJAMINI_YEKUTIELI(Rule.STEP_UP, Share.BENJAMINI_YEKUTIELI);

  private enum Rule {
    SINGLE_STEP,
    STEP_DOWN,
    STEP_UP
  }

  private final Rule rule;
  private final Share share;

  Multiplicity(Rule rule, Share share) {
    this.rule = rule;
    this.share = share;
  }

  /// One hypothesis after the correction.
  ///
  /// @param p to be held against the level of the family
  /// @param alpha to be held against the uncorrected p; that of the matching interval
  public record Adjusted(double p, double alpha, boolean rejected) {}

  /// In the order of the given p values.
  public Adjusted[] adjust(double[] p, double alpha) {
    new Level(alpha);
    check(p);
    int[] ascending = ascending(p);
    return switch (rule) {
      case SINGLE_STEP -> singleStep(p, alpha);
      case STEP_DOWN -> stepDown(p, alpha, ascending);
      case STEP_UP -> stepUp(p, alpha, ascending);
    };
  }

  private Adjusted[] singleStep(double[] p, double alpha) {
    double level = share.alpha(alpha, 1, p.length);
    Adjusted[] adjusted = new Adjusted[p.length];
    for (int index = 0; index < p.length; index++) {
      adjusted[index] = new Adjusted(share.p(p[index], 1, p.length), level, p[index] <= level);
    }
    return adjusted;
  }

  /// The first p above its level stops the descent: that level holds for all that follow.
  private Adjusted[] stepDown(double[] p, double alpha, int[] ascending) {
    Adjusted[] adjusted = new Adjusted[p.length];
    double largest = 0;
    double stopped = 1;
    for (int rank = 1; rank <= p.length; rank++) {
      int index = ascending[rank - 1];
      largest = Math.max(largest, share.p(p[index], rank, p.length));
      double level = share.alpha(alpha, rank, p.length);
      if (stopped == 1 && p[index] > level) {
        stopped = level;
      }
      level = Math.min(level, stopped);
      adjusted[index] = new Adjusted(largest, level, p[index] <= level);
    }
    return adjusted;
  }

  /// The first p at or below its level, from above, rejects all that are smaller at that level.
  private Adjusted[] stepUp(double[] p, double alpha, int[] ascending) {
    Adjusted[] adjusted = new Adjusted[p.length];
    double smallest = 1;
    double reached = 0;
    for (int rank = p.length; rank >= 1; rank--) {
      int index = ascending[rank - 1];
      smallest = Math.min(smallest, share.p(p[index], rank, p.length));
      double level = share.alpha(alpha, rank, p.length);
      if (reached == 0 && p[index] <= level) {
        reached = level;
      }
      level = Math.max(level, reached);
      adjusted[index] = new Adjusted(smallest, level, p[index] <= level);
    }
    return adjusted;
  }

  /// The step of a rank: how much of alpha one hypothesis gets.
  private enum Share {
    BONFERRONI {
      @Override
      double factor(int rank, int hypotheses) {
        return hypotheses - rank + 1.0;
      }
    },
    SIDAK {
      @Override
      double factor(int rank, int hypotheses) {
        return hypotheses - rank + 1.0;
      }

      @Override
      double p(double p, int rank, int hypotheses) {
        return -Math.expm1(factor(rank, hypotheses) * Math.log1p(-p));
      }

      @Override
      double alpha(double alpha, int rank, int hypotheses) {
        return -Math.expm1(Math.log1p(-alpha) / factor(rank, hypotheses));
      }
    },
    BENJAMINI_HOCHBERG {
      @Override
      double factor(int rank, int hypotheses) {
        return (double) hypotheses / rank;
      }
    },
    BENJAMINI_YEKUTIELI {
      @Override
      double factor(int rank, int hypotheses) {
        double harmonic = 0;
        for (int k = hypotheses; k >= 1; k--) {
          harmonic += 1.0 / k;
        }
        return harmonic * hypotheses / rank;
      }
    };

    abstract double factor(int rank, int hypotheses);

    double p(double p, int rank, int hypotheses) {
      return Math.min(1, p * factor(rank, hypotheses));
    }

    double alpha(double alpha, int rank, int hypotheses) {
      return alpha / factor(rank, hypotheses);
    }
  }

  /// The level of intervals for the rejected ones among hypotheses that were chosen by
  /// Benjamini-Hochberg: the share of them that miss is at most q (Benjamini and Yekutieli, JASA
  /// 100, 2005).
  public static double falseCoverageAlpha(double q, int rejected, int hypotheses) {
    if (rejected < 1 || rejected > hypotheses) {
      throw new IllegalArgumentException(
          "rejected == " + rejected + ", must be in 1.." + hypotheses);
    }
    return q * rejected / hypotheses;
  }

  /// Hommel 1988, adjusted p values by Wright's algorithm (Biometrics 48, 1992): the closed test of
  /// Simes' test, a little stronger than Hochberg.
  public static double[] hommel(double[] p) {
    check(p);
    int hypotheses = p.length;
    int[] ascending = ascending(p);
    double[] sorted = Arrays.stream(ascending).mapToDouble(index -> p[index]).toArray();
    double[] adjusted = new double[hypotheses];
    Arrays.fill(adjusted, simes(sorted, hypotheses));
    for (int size = hypotheses - 1; size >= 2; size--) {
      int head = hypotheses - size + 1;
      double tail = Double.POSITIVE_INFINITY;
      for (int k = 2; k <= size; k++) {
        tail = Math.min(tail, size * sorted[head + k - 2] / k);
      }
      for (int index = 0; index < hypotheses; index++) {
        double floor = index < head ? Math.min(size * sorted[index], tail) : tail;
        adjusted[index] = Math.max(adjusted[index], floor);
      }
    }
    double[] inOrder = new double[hypotheses];
    for (int rank = 0; rank < hypotheses; rank++) {
      inOrder[ascending[rank]] = Math.max(adjusted[rank], sorted[rank]);
    }
    return inOrder;
  }

  private static double simes(double[] sorted, int hypotheses) {
    return IntStream.range(0, hypotheses)
        .mapToDouble(index -> hypotheses * sorted[index] / (index + 1))
        .min()
        .orElse(1);
  }

  /// Adaptive Benjamini-Hochberg: a first stage counts the hypotheses that are not rejected, the
  /// second corrects only for these. Adjusted p values, to be held against q.
  public static double[] twoStageBenjaminiHochberg(double[] p, double q) {
    return twoStage(p, q, 1);
  }

  /// Benjamini, Krieger and Yekutieli (Biometrika 93, 2006): the same at q / (1 + q), which pays
  /// for the counting.
  public static double[] twoStageBenjaminiKriegerYekutieli(double[] p, double q) {
    return twoStage(p, q, 1 + q);
  }

  private static double[] twoStage(double[] p, double q, double price) {
    Adjusted[] first = BENJAMINI_HOCHBERG.adjust(p, q / price);
    long kept = Arrays.stream(first).filter(each -> !each.rejected()).count();
    double share = kept == 0 ? 1 : (double) kept / p.length;
    return Arrays.stream(first)
        .mapToDouble(each -> Math.min(1, each.p() * share * price))
        .toArray();
  }

  private static int[] ascending(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(index -> p[index]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void check(double[] p) {
    for (int index = 0; index < p.length; index++) {
      if (!(p[index] >= 0 && p[index] <= 1)) {
        throw new IllegalArgumentException("p[" + index + "] == " + p[index] + ", must be in 0..1");
      }
    }
  }
}
