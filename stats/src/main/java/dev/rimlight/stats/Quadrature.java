package dev.rimlight.stats;

import java.util.Arrays;

/// Integrates smooth functions piece by piece, each piece by Gauss and Legendre's rule of 20
/// points: exact for polynomials up to degree 39, and to rounding for a normal density when a piece
/// is no longer than two or three of its deviations.
final class Quadrature {
  static final int POINTS = 20;

  private static final double[] NODES = new double[POINTS];
  private static final double[] WEIGHTS = new double[POINTS];

  static {
    for (int index = 0; index < POINTS; index++) {
      double x = Math.cos(Math.PI * (index + 0.75) / (POINTS + 0.5));
      double slope = 0;
      for (int step = 0; step < 10; step++) {
        double before = 1;
        double value = x;
        for (int degree = 2; degree <= POINTS; degree++) {
          double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
          before = value;
          value = next;
        }
        slope = POINTS * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      NODES[index] = x;
      WEIGHTS[index] = 2 / ((1 - x * x) * slope * slope);
    }
  }

  private Quadrature() {}

  /// Where a function is looked at, and how much each place counts.
  static final class Grid {
    private final double[] nodes;
    private final double[] weights;

    private Grid(double[] nodes, double[] weights) {
      this.nodes = nodes;
      this.weights = weights;
    }

    int size() {
      return nodes.length;
    }

    double node(int index) {
      return nodes[index];
    }

    double weight(int index) {
      return weights[index];
    }
  }

  /// Pieces between neighbouring edges, which need not be sorted.
  static Grid between(double... edges) {
    double[] sorted = edges.clone();
    Arrays.sort(sorted);
    int pieces = 0;
    for (int edge = 1; edge < sorted.length; edge++) {
      pieces += sorted[edge] > sorted[edge - 1] ? 1 : 0;
    }
    double[] nodes = new double[pieces * POINTS];
    double[] weights = new double[pieces * POINTS];
    int next = 0;
    for (int edge = 1; edge < sorted.length; edge++) {
      double half = (sorted[edge] - sorted[edge - 1]) / 2;
      if (half > 0) {
        for (int point = 0; point < POINTS; point++) {
          nodes[next] = sorted[edge - 1] + half + half * NODES[point];
          weights[next++] = half * WEIGHTS[point];
        }
      }
    }
    return new Grid(nodes, weights);
  }

  /// Equal pieces from low to high, none longer than `piece`.
  static Grid even(double low, double high, double piece) {
    int pieces = Math.max(1, (int) Math.ceil((high - low) / piece));
    double[] edges = new double[pieces + 1];
    for (int edge = 0; edge <= pieces; edge++) {
      edges[edge] = low + (high - low) * edge / pieces;
    }
    return between(edges);
  }
}
