package dev.rimlight.stats;

/// Small symmetric matrices.
final class Symmetric {
  /// A pivot below this share of its diagonal element is rounding: the column follows from those
  /// before it.
  private static final double DEPENDENT = 1e-10;

  private Symmetric() {}

  /// Solves `A x = b` for a non-negative definite A by Cholesky's factors; columns that follow from
  /// earlier ones get 0.
  static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    double[][] lower = new double[n][n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = b[i];
      for (int j = 0; j < i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = lower[j][j] == 0 ? 0 : sum / lower[j][j];
        y[i] -= lower[i][j] * y[j];
      }
      double pivot = a[i][i];
      for (int k = 0; k < i; k++) {
        pivot -= lower[i][k] * lower[i][k];
      }
      boolean independent = pivot > DEPENDENT * a[i][i];
      lower[i][i] = independent ? Math.sqrt(pivot) : 0;
      y[i] = independent ? y[i] / lower[i][i] : 0;
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = y[i];
      for (int k = i + 1; k < n; k++) {
        sum -= lower[k][i] * x[k];
      }
      x[i] = lower[i][i] == 0 ? 0 : sum / lower[i][i];
    }
    return x;
  }

  /// `u' A v`.
  static double form(double[] u, double[][] a, double[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        sum += u[i] * a[i][j] * v[j];
      }
    }
    return sum;
  }

  static double dot(double[] u, double[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += u[i] * v[i];
    }
    return sum;
  }
}
