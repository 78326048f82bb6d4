package dev.rimlight.stats;

import java.util.Arrays;

/// Ordinary least squares with standard errors that hold when units vary differently
/// (heteroskedasticity-consistent: White 1980; HC2, HC3: MacKinnon and White 1985).
///
/// By an orthogonal basis Q of the columns and X = Q R: the squared length of a row of Q is that
/// unit's leverage, and `R⁻¹ (Q' W Q) R⁻ᵀ` the covariance of the coefficients.
public final class LinearFit implements FitResult {
  /// A column shorter than this share of itself after the others are taken out follows from them.
  private static final double DEPENDENT = 1e-12;

  private final double[] coefficients;
  private final double[] residuals;
  private final double[][] basis;
  private final double[][] upper;

  /// Which residual variance a unit is given: e², n/(n-p) e², e²/(1-h), e²/(1-h)².
  public enum Robust {
    HC0,
    HC1,
    HC2,
    HC3
  }

  private LinearFit(double[] coefficients, double[] residuals, double[][] basis, double[][] upper) {
    this.coefficients = coefficients;
    this.residuals = residuals;
    this.basis = basis;
    this.upper = upper;
  }

  /// Refuses when a column follows from those before it.
  public static FitResult of(double[] y, double[]... columns) {
    int n = y.length;
    int p = columns.length;
    if (n <= p) {
      return new Refusal(Reason.TOO_FEW_UNITS);
    }
    double[][] basis = new double[p][];
    double[][] upper = new double[p][p];
    for (int j = 0; j < p; j++) {
      if (columns[j].length != n) {
        throw new IllegalArgumentException(
            "column length == " + columns[j].length + ", must be that of y == " + n);
      }
      double[] rest = columns[j].clone();
      double length = length(rest);
      // Twice is enough: the second pass takes out what rounding left of the first.
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < j; k++) {
          upper[k][j] += takeOut(basis[k], rest);
        }
      }
      upper[j][j] = length(rest);
      if (!(upper[j][j] > DEPENDENT * length)) {
        return new Refusal(Reason.COLLINEAR);
      }
      for (int i = 0; i < n; i++) {
        rest[i] /= upper[j][j];
      }
      basis[j] = rest;
    }
    double[] residuals = y.clone();
    double[] projected = new double[p];
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < p; k++) {
        projected[k] += takeOut(basis[k], residuals);
      }
    }
    return new LinearFit(solve(upper, projected), residuals, basis, upper);
  }

  /// Takes the part along a unit vector out of `from`; returns its length.
  private static double takeOut(double[] along, double[] from) {
    double part = Symmetric.dot(along, from);
    for (int i = 0; i < from.length; i++) {
      from[i] -= part * along[i];
    }
    return part;
  }

  private static double length(double[] vector) {
    return Math.sqrt(Symmetric.dot(vector, vector));
  }

  private static double[] solve(double[][] upper, double[] right) {
    double[] x = right.clone();
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= upper[i][k] * x[k];
      }
      x[i] /= upper[i][i];
    }
    return x;
  }

  public double coefficient(int column) {
    return coefficients[column];
  }

  /// NaN when a unit decides a coefficient alone, so that its own residual says nothing.
  public double standardError(int column, Robust robust) {
    return Math.sqrt(sandwich(rowOfInverse(column), robust));
  }

  /// Two-sided, by the normal distribution.
  public double normalP(int column, Robust robust) {
    return Level.normalP(coefficient(column) / standardError(column, robust));
  }

  private double[] rowOfInverse(int column) {
    int p = coefficients.length;
    double[] row = new double[p];
    for (int j = column; j < p; j++) {
      double[] unit = new double[p];
      unit[j] = 1;
      row[j] = solve(upper, unit)[column];
    }
    return row;
  }

  private double sandwich(double[] weights, Robust robust) {
    int n = residuals.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double leverage = 0;
      double influence = 0;
      for (int k = 0; k < weights.length; k++) {
        leverage += basis[k][i] * basis[k][i];
        influence += weights[k] * basis[k][i];
      }
      double free = 1 - leverage;
      double square = residuals[i] * residuals[i];
      double variance =
          switch (robust) {
            case HC0, HC1 -> square;
            case HC2 -> free > DEPENDENT ? square / free : Double.NaN;
            case HC3 -> free > DEPENDENT ? square / (free * free) : Double.NaN;
          };
      sum += influence * influence * variance;
    }
    return robust == Robust.HC1 ? sum * n / (n - weights.length) : sum;
  }

  /// Lin's adjustment (Annals of Applied Statistics 7, 2013): the arm, the centred covariates, and
  /// their products. Column 1 is the effect; columns 2 on are the covariates, then the products.
  public static FitResult interacted(double[] y, double[] treated, double[]... covariates) {
    int count = covariates.length;
    double[][] columns = new double[2 + 2 * count][];
    columns[0] = ones(y.length);
    columns[1] = treated;
    for (int j = 0; j < count; j++) {
      columns[2 + j] = centred(covariates[j]);
      columns[2 + count + j] = product(treated, columns[2 + j]);
    }
    return of(y, columns);
  }

  /// Two overlapping experiments: column 1 and 2 are their effects, column 3 what the effects have
  /// of each other.
  public static FitResult factorial(double[] y, double[] a, double[] b) {
    return of(y, ones(y.length), a, b, product(a, b));
  }

  static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  static double[] centred(double[] values) {
    double mean = Moments.of(values).mean();
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  /// The arm and the centred covariates, without products; without covariates the plain difference.
  /// Column 1 is the effect.
  public static FitResult additive(double[] y, double[] treated, double[]... covariates) {
    double[][] columns = new double[2 + covariates.length][];
    columns[0] = ones(y.length);
    columns[1] = treated;
    for (int j = 0; j < covariates.length; j++) {
      columns[2 + j] = centred(covariates[j]);
    }
    return of(y, columns);
  }
}
