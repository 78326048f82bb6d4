package dev.rimlight.stats;

/// Finds where a curve falls from above zero to zero or below.
final class Root {
  /// Bisection alone needs about 60 halvings to reach the spacing of doubles; secant steps shorten
  /// that to about ten.
  private static final int MAXIMUM_STEPS = 200;

  private Root() {}

  interface Curve {
    double at(double x);
  }

  /// The edge between `outside`, where the curve is above zero, and `inside`, where it is not. When
  /// it is nowhere above zero the answer is `outside` itself.
  ///
  /// Secant steps in the Illinois form; bisection while the inner value is exactly zero (the edge
  /// is then elsewhere) and whenever three steps did not halve the bracket.
  static double between(double outside, double inside, Curve curve) {
    double outer = outside;
    double inner = inside;
    double outerValue = curve.at(outer);
    double innerValue = curve.at(inner);
    if (outerValue <= 0) {
      return outside;
    }
    double widthToHalve = Math.abs(outer - inner);
    int slowSteps = 0;
    for (int step = 0; step < MAXIMUM_STEPS; step++) {
      double middle = outer + (inner - outer) / 2;
      if (middle == outer || middle == inner) {
        break;
      }
      boolean bisect = innerValue >= 0 || slowSteps >= 3;
      double secant = outer + (inner - outer) * (outerValue / (outerValue - innerValue));
      double x = bisect || secant == outer || secant == inner ? middle : secant;
      double value = curve.at(x);
      if (value > 0) {
        outer = x;
        outerValue = value;
        innerValue /= 2;
      } else {
        inner = x;
        innerValue = value;
        outerValue /= 2;
      }
      double width = Math.abs(outer - inner);
      slowSteps = width <= widthToHalve / 2 ? 0 : slowSteps + 1;
      widthToHalve = slowSteps == 0 ? width : widthToHalve;
      if (value == 0) {
        break;
      }
    }
    return inner;
  }
}
