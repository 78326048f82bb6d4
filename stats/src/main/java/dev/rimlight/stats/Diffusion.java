package dev.rimlight.stats;

/// The statistic of a group sequential test on its way from look to look, as far as it was not
/// stopped: its density at places between the bounds of the last look.
///
/// On the scale of the score, `S = Z sqrt t`, a step is a sum: what comes to S between two looks is
/// normal with mean `drift (t - t')` and variance `t - t'`. The density between the bounds is
/// analytic, so pieces of [Quadrature] of five deviations of the narrower of the two steps around
/// it integrate it to rounding: pieces of one deviation give the same bounds to 2e-15.
final class Diffusion {
  /// Outside of this many deviations nothing is left to 1e-19.
  private static final double REACH = 9;

  private static final double PIECE_IN_DEVIATIONS = 5;

  private final double drift;
  private final boolean symmetric;
  private double[] scores = {0};
  private double[] masses = {1};
  private double lastStep = Double.POSITIVE_INFINITY;
  private double fraction;
  private double previous;
  private double low = Double.NaN;
  private double high = Double.NaN;

  private Diffusion(double drift, boolean symmetric) {
    this.drift = drift;
    this.symmetric = symmetric;
  }

  static Diffusion start(double drift, boolean symmetric) {
    return new Diffusion(drift, symmetric);
  }

  /// The next look. The density of the one before is only now put on places, because how many it
  /// needs depends on this step.
  void moveTo(double nextFraction) {
    double step = Math.sqrt(nextFraction - fraction);
    if (fraction > 0) {
      settle(step);
    }
    lastStep = step;
    previous = fraction;
    fraction = nextFraction;
  }

  private void settle(double nextStep) {
    if (!(high > low)) {
      scores = new double[0];
      masses = new double[0];
      return;
    }
    double piece = PIECE_IN_DEVIATIONS * Math.min(lastStep, nextStep);
    Quadrature.Grid grid = Quadrature.even(low, high, piece);
    double[] places = new double[grid.size()];
    double[] arrived = new double[grid.size()];
    for (int place = 0; place < places.length; place++) {
      places[place] = grid.node(place);
      arrived[place] = grid.weight(place) * density(places[place]);
    }
    scores = places;
    masses = arrived;
  }

  private double density(double score) {
    double shift = drift * (fraction - previous);
    double scale = 1 / lastStep;
    double sum = 0;
    for (int place = 0; place < scores.length; place++) {
      double z = (score - scores[place] - shift) * scale;
      sum += masses[place] * Math.exp(-z * z / 2);
    }
    return sum * scale / Math.sqrt(2 * Math.PI);
  }

  /// The probability to be above a bound at this look and not to have been stopped before.
  double above(double bound) {
    double score = bound * Math.sqrt(fraction);
    double shift = drift * (fraction - previous);
    double sum = 0;
    for (int place = 0; place < scores.length; place++) {
      sum += masses[place] * Gaussian.above((score - scores[place] - shift) / lastStep);
    }
    return sum;
  }

  /// The bound that is exceeded at this look with the given probability.
  double boundFor(double probability) {
    if (!(probability > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    double logarithm = Math.log(probability);
    Root.Curve curve = bound -> Math.log(above(bound)) - logarithm;
    double inside = 1;
    while (curve.at(inside) > 0) {
      inside += 1;
    }
    double outside = inside - 1;
    while (curve.at(outside) <= 0 && outside > -REACH) {
      outside -= 1;
    }
    return Root.between(outside, inside, curve);
  }

  void stopAt(double bound) {
    double deviation = Math.sqrt(fraction);
    double mean = drift * fraction;
    high = Math.min(bound * deviation, mean + REACH * deviation);
    double floor = mean - REACH * deviation;
    low = symmetric ? Math.max(-bound * deviation, floor) : floor;
  }
}
