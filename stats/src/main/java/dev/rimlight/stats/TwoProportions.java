package dev.rimlight.stats;

/// Two observed proportions, and how far a supposed difference or ratio is from them.
record TwoProportions(long controlUnits, double control, long treatmentUnits, double treatment) {

  /// A ratio r is written as the share r / (1 + r): 0 to infinity becomes 0 to 1, and ratio 1 this.
  static final double EVEN_SHARE = 0.5;

  static TwoProportions of(Moments control, Moments treatment) {
    return new TwoProportions(control.units(), control.mean(), treatment.units(), treatment.mean());
  }

  double difference() {
    return treatment - control;
  }

  /// The statistic of "no difference"; NaN when all units are alike.
  double z() {
    double pooled = (control * controlUnits + treatment * treatmentUnits) / total();
    return difference() / Math.sqrt(inflated(variance(pooled, pooled)));
  }

  /// Squared distance of the supposed difference minus what the test allows: > 0 is rejected.
  double excessOfDifference(double supposed, double critical) {
    double likelyControl = likelyControl(supposed);
    double likelyTreatment = clamp(likelyControl + supposed);
    double distance = difference() - supposed;
    return distance * distance
        - critical * critical * inflated(variance(likelyControl, likelyTreatment));
  }

  /// The same for a supposed ratio, given as its share; both sides scaled by (1 - share)², so that
  /// the ratios 0 and infinity are ordinary points.
  double excessOfRatio(double share, double critical) {
    double rest = 1 - share;
    double successes = control * controlUnits + treatment * treatmentUnits;
    double a = total() * share;
    double b =
        (treatmentUnits + control * controlUnits) * share
            + (controlUnits + treatment * treatmentUnits) * rest;
    double root = Math.sqrt(Math.max(0, b * b - 4 * a * successes * rest));
    double likelyControl = clamp(2 * successes * rest / (b + root));
    double likelyTreatment = clamp(2 * successes * share / (b + root));
    double distance = rest * treatment - share * control;
    double variance =
        rest * rest * likelyTreatment * (1 - likelyTreatment) / treatmentUnits
            + share * share * likelyControl * (1 - likelyControl) / controlUnits;
    return distance * distance - critical * critical * inflated(variance);
  }

  /// The control's most likely proportion when the treatment's is higher by `supposed`: the middle
  /// root of the likelihood's cubic, by its trigonometric solution, then polished, because the arc
  /// cosine loses the small roots that rare events have.
  private double likelyControl(double supposed) {
    double controlSuccesses = control * controlUnits;
    double successes = controlSuccesses + treatment * treatmentUnits;
    double n = total();
    double c2 = (treatmentUnits + 2.0 * controlUnits) * supposed - n - successes;
    double c1 = (controlUnits * supposed - n - 2 * controlSuccesses) * supposed + successes;
    double c0 = controlSuccesses * supposed * (1 - supposed);
    double third = c2 / (3 * n);
    double q = third * third * third - c1 * c2 / (6 * n * n) + c0 / (2 * n);
    double p = Math.copySign(Math.sqrt(Math.max(0, third * third - c1 / (3 * n))), q);
    double cosine = p == 0 ? 0 : Math.clamp(q / (p * p * p), -1, 1);
    double root = 2 * p * Math.cos((Math.PI + Math.acos(cosine)) / 3) - third;
    double low = Math.max(0, -supposed);
    double high = Math.min(1, 1 - supposed);
    for (int step = 0; step < 3; step++) {
      double value = ((n * root + c2) * root + c1) * root + c0;
      double slope = (3 * n * root + 2 * c2) * root + c1;
      double next = root - value / slope;
      if (!(next >= low && next <= high)) {
        break;
      }
      root = next;
    }
    return Math.clamp(root, low, high);
  }

  private double variance(double controlProportion, double treatmentProportion) {
    return controlProportion * (1 - controlProportion) / controlUnits
        + treatmentProportion * (1 - treatmentProportion) / treatmentUnits;
  }

  private double inflated(double variance) {
    return variance * total() / (total() - 1);
  }

  private double total() {
    return (double) controlUnits + treatmentUnits;
  }

  private static double clamp(double proportion) {
    return Math.clamp(proportion, 0, 1);
  }
}
