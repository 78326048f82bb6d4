package dev.rimlight.stats;

import java.util.ArrayList;
import java.util.List;

/// Compares two arms stratum by stratum and weights the strata by their share of all units, so that
/// an arm that got more of one stratum by chance gains nothing (Miratrix, Sekhon and Yu, JRSS B 75,
/// 2013).
///
/// The shares are themselves counts; their multinomial variance is part of the result. With the
/// share nu_k, the estimates a_k of a stratum and their covariance Sigma_k / n_k: `mean = sum nu_k
/// a_k`, `covariance = A (diag nu - nu nu') A' / n + sum nu_k Sigma_k / n`.
public final class PostStratification {
  private static final int RATIO_ESTIMATES = 4;

  private PostStratification() {}

  /// One stratum of both arms.
  public record Stratum(JointMoments control, JointMoments treatment) {
    long units() {
      return control.units() + treatment.units();
    }

    Stratum plus(Stratum other) {
      return new Stratum(control.plus(other.control), treatment.plus(other.treatment));
    }

    JointMoments both() {
      return control.plus(treatment);
    }
  }

  /// Means, or proportions, whose unit variance has divisor n.
  public static ContrastResult means(Kind kind, List<Stratum> strata) {
    List<Stratum> usable = usable(strata, 2, 0);
    List<Cell> cells = new ArrayList<>();
    for (Stratum stratum : usable) {
      double[][] between = new double[2][2];
      double control = arm(kind, stratum.control()).variance() * stratum.units();
      double treatment = arm(kind, stratum.treatment()).variance() * stratum.units();
      between[0][0] = control;
      between[0][1] = -control;
      between[1][0] = -control;
      between[1][1] = control + treatment;
      double mean = stratum.control().mean(0);
      cells.add(
          new Cell(
              stratum.units(), new double[] {mean, stratum.treatment().mean(0) - mean}, between));
    }
    Stratum all = total(usable);
    return contrast(cells, Contrast.of(arm(kind, all.control()), arm(kind, all.treatment())));
  }

  private static ArmMean arm(Kind kind, JointMoments moments) {
    double mean = moments.mean(0);
    double variance =
        switch (kind) {
          case PROPORTION -> mean * (1 - mean);
          case MEAN -> moments.variance(0);
        };
    return new ArmMean(moments.units(), mean, variance);
  }

  /// Means with one covariate: in each stratum the regression on the arm and the covariate with one
  /// slope and one residual variance; the control's mean is read at the stratum's mean covariate,
  /// whose own variance counts.
  public static ContrastResult adjustedMeans(List<Stratum> strata) {
    List<Stratum> usable = usable(strata, 4, 1);
    List<Cell> cells = usable.stream().map(PostStratification::regression).toList();
    Stratum all = total(usable);
    return switch (Cuped.means(all.control(), all.treatment())) {
      case Refusal refusal -> refusal;
      case Adjusted adjusted -> contrast(cells, adjusted.contrast());
    };
  }

  private static Cell regression(Stratum stratum) {
    JointMoments control = stratum.control();
    JointMoments treatment = stratum.treatment();
    double n = stratum.units();
    double n0 = control.units();
    double n1 = treatment.units();
    double within = control.variance(1) * (n0 - 1) + treatment.variance(1) * (n1 - 1);
    double crossed = control.covariance(0, 1) * (n0 - 1) + treatment.covariance(0, 1) * (n1 - 1);
    double total = control.variance(0) * (n0 - 1) + treatment.variance(0) * (n1 - 1);
    double slope = within > 0 ? crossed / within : 0;
    double residual = (total - slope * crossed) / (n - 3);
    double shift = treatment.mean(1) - control.mean(1);
    double difference = treatment.mean(0) - control.mean(0) - slope * shift;
    double fromSlope = within > 0 ? residual / within : 0;
    double toCentre = shift * n1 / n;
    double mean = control.mean(0) + slope * toCentre;
    double spread = stratum.both().variance(1) / n;
    double[][] covariance = new double[2][2];
    covariance[0][0] =
        residual / n0 + toCentre * toCentre * fromSlope + (slope * slope + fromSlope) * spread;
    covariance[1][1] = residual / n0 + residual / n1 + shift * shift * fromSlope;
    covariance[0][1] = -residual / n0 - toCentre * shift * fromSlope;
    covariance[1][0] = covariance[0][1];
    for (double[] row : covariance) {
      row[0] *= n;
      row[1] *= n;
    }
    return new Cell(stratum.units(), new double[] {mean, difference}, covariance);
  }

  /// Ratios: numerators and denominators are stratified, then divided.
  public static ContrastResult ratios(List<Stratum> strata) {
    List<Stratum> usable = usable(strata, 2, 0);
    Stratum all = total(usable);
    ContrastResult plain =
        Contrast.of(ArmMean.ofRatio(all.control(), 0, 1), ArmMean.ofRatio(all.treatment(), 0, 1));
    if (!(plain instanceof Contrast unstratified)) {
      return plain;
    }
    Cell mixture = Cell.weighted(usable.stream().map(PostStratification::sums).toList());
    double[] means = mixture.means;
    double control = means[0] / means[1];
    double treatment = means[2] / means[3];
    double[] ofControl = {1 / means[1], -control / means[1], 0, 0};
    double[] ofTreatment = {0, 0, 1 / means[3], -treatment / means[3]};
    double controlVariance = mixture.covariance(ofControl, ofControl);
    double treatmentVariance = mixture.covariance(ofTreatment, ofTreatment);
    double covariance = mixture.covariance(ofControl, ofTreatment);
    return new Contrast(
        treatment - control,
        control,
        controlVariance + treatmentVariance - 2 * covariance,
        controlVariance,
        treatmentVariance,
        covariance,
        treatment / control,
        unstratified.degreesOfFreedom());
  }

  private static Cell sums(Stratum stratum) {
    double[] means = new double[RATIO_ESTIMATES];
    double[][] covariance = new double[RATIO_ESTIMATES][RATIO_ESTIMATES];
    JointMoments[] arms = {stratum.control(), stratum.treatment()};
    for (int arm = 0; arm < 2; arm++) {
      for (int i = 0; i < 2; i++) {
        means[2 * arm + i] = arms[arm].mean(i);
        for (int j = 0; j < 2; j++) {
          covariance[2 * arm + i][2 * arm + j] =
              arms[arm].covariance(i, j) * stratum.units() / arms[arm].units();
        }
      }
    }
    return new Cell(stratum.units(), means, covariance);
  }

  /// What one stratum estimates with n_k times its covariance, or the weighted sum of the strata
  /// with the covariance itself.
  private static final class Cell {
    final long units;
    final double[] means;
    final double[][] covariance;

    Cell(long units, double[] means, double[][] covariance) {
      this.units = units;
      this.means = means;
      this.covariance = covariance;
    }

    static Cell weighted(List<Cell> strata) {
      int size = strata.getFirst().means.length;
      long units = strata.stream().mapToLong(stratum -> stratum.units).sum();
      Cell all = new Cell(units, new double[size], new double[size][size]);
      for (Cell stratum : strata) {
        double share = (double) stratum.units / units;
        for (int i = 0; i < size; i++) {
          all.means[i] += share * stratum.means[i];
        }
      }
      strata.forEach(all::addCovariance);
      return all;
    }

    /// `A (diag nu - nu nu') A'` is the weighted covariance of the strata's estimates.
    private void addCovariance(Cell stratum) {
      double share = (double) stratum.units / units;
      for (int i = 0; i < means.length; i++) {
        for (int j = 0; j < means.length; j++) {
          double above = (stratum.means[i] - means[i]) * (stratum.means[j] - means[j]);
          covariance[i][j] += share * (above + stratum.covariance[i][j]) / units;
        }
      }
    }

    double covariance(double[] u, double[] v) {
      return Symmetric.form(u, covariance, v);
    }
  }

  private static ContrastResult contrast(List<Cell> cells, ContrastResult unstratified) {
    return switch (unstratified) {
      case Refusal refusal -> refusal;
      case Contrast plain -> contrast(Cell.weighted(cells), plain.degreesOfFreedom());
    };
  }

  private static ContrastResult contrast(Cell all, double degreesOfFreedom) {
    double control = all.means[0];
    double difference = all.means[1];
    double controlVariance = all.covariance[0][0];
    double crossed = all.covariance[0][1];
    double differenceVariance = all.covariance[1][1];
    return control == 0
        ? new Refusal(Reason.CONTROL_MEAN_ZERO)
        : new Contrast(
            difference,
            control,
            differenceVariance,
            controlVariance,
            differenceVariance + 2 * crossed + controlVariance,
            controlVariance + crossed,
            1 + difference / control,
            degreesOfFreedom);
  }

  /// Strata in which an arm has too few units or no variance join the largest.
  private static List<Stratum> usable(List<Stratum> strata, long minimum, int lastValue) {
    if (strata.isEmpty()) {
      throw new IllegalArgumentException("strata == 0, must be >= 1");
    }
    List<Stratum> alone = new ArrayList<>();
    List<Stratum> joining = new ArrayList<>();
    for (Stratum stratum : strata) {
      boolean stands =
          stratum.units() >= minimum
              && varies(stratum.control(), 0)
              && varies(stratum.treatment(), 0)
              && varies(stratum.both(), lastValue);
      (stands ? alone : joining).add(stratum);
    }
    if (alone.isEmpty()) {
      return List.of(total(strata));
    }
    for (Stratum stratum : joining) {
      int largest = 0;
      for (int i = 1; i < alone.size(); i++) {
        largest = alone.get(i).units() > alone.get(largest).units() ? i : largest;
      }
      alone.set(largest, alone.get(largest).plus(stratum));
    }
    return alone;
  }

  private static boolean varies(JointMoments arm, int value) {
    return arm.variance(value) > 0;
  }

  private static Stratum total(List<Stratum> strata) {
    return strata.stream().reduce(Stratum::plus).orElseThrow();
  }
}
