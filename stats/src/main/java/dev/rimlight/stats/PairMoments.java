package dev.rimlight.stats;

/// The sufficient statistics of one arm and two values per unit, such as a metric and its value
/// before the experiment, or numerator and denominator of a ratio.
///
/// @param comoment sum of the products of both deviations from the means
public record PairMoments(Moments first, Moments second, double comoment) {
  public PairMoments {
    if (first.units() != second.units()) {
      throw new IllegalArgumentException(
          "second units == " + second.units() + ", must be those of first == " + first.units());
    }
    if (!Double.isFinite(comoment)) {
      throw new IllegalArgumentException("comoment == " + comoment + ", must be finite");
    }
  }

  /// From a sum of products, which loses its digits when means are large against the spread; the
  /// differences are therefore taken in twice the precision.
  public static PairMoments ofSums(Moments first, Moments second, double sumOfProducts) {
    Exact product = Exact.product(first.sum(), second.mean());
    double sumRest = Math.fma(first.mean(), (double) first.units(), -first.sum());
    double rest =
        product.rest()
            + (sumRest + first.meanRest() * first.units()) * second.mean()
            + first.sum() * second.meanRest();
    return new PairMoments(first, second, (sumOfProducts - product.value()) - rest);
  }

  public PairMoments plus(PairMoments other) {
    if (first.units() == 0) {
      return other;
    }
    if (other.first.units() == 0) {
      return this;
    }
    double share = (double) other.first.units() / (first.units() + other.first.units());
    double between = (other.first.mean() - first.mean()) * (other.second.mean() - second.mean());
    return new PairMoments(
        first.plus(other.first),
        second.plus(other.second),
        comoment + other.comoment + between * first.units() * share);
  }

  /// Sample covariance, divisor n-1; 0 below two units.
  public double covariance() {
    return first.units() < 2 ? 0 : comoment / (first.units() - 1);
  }
}
