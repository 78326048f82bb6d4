package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The functions under every p value keep twelve digits, against printed tables and against sums in
/// exact arithmetic.
class SpecialFunctionsTest {
  private static final double TWELVE_DIGITS = 1e-12;
  private static final MathContext EXACT = new MathContext(60, RoundingMode.HALF_EVEN);

  private static void assertSame(double actual, double expected) {
    assertThat(actual / expected).isCloseTo(1, within(TWELVE_DIGITS));
  }

  /// Abramowitz and Stegun, Handbook of Mathematical Functions, tables 7.1 and 26.5; NIST Digital
  /// Library of Mathematical Functions.
  @ParameterizedTest
  @CsvSource({
    "0.05, 1.959963984540054",
    "0.01, 2.5758293035489004",
    "0.001, 3.2905267314919255",
    "0.1, 1.6448536269514722"
  })
  void normalCriticalValues_areThoseOfTheTables(double alpha, double critical) {
    assertSame(new Level(alpha).normalCritical(), critical);
  }

  @Test
  void studentCriticalValues_areTheClosedFormsForOneAndTwoDegrees() {
    assertSame(new Level(0.05).studentCritical(1), Math.tan(0.475 * Math.PI));
    assertSame(new Level(0.05).studentCritical(2), 0.95 * Math.sqrt(2 / (0.05 * 1.95)));
  }

  @ParameterizedTest
  @CsvSource({"4, 0.05", "10, 0.05", "10, 0.001", "30, 0.34", "120, 0.05", "1000, 0.01"})
  void studentCriticalValues_leaveAlphaOutside(int degreesOfFreedom, double alpha) {
    double critical = new Level(alpha).studentCritical(degreesOfFreedom);
    assertSame(studentTail(degreesOfFreedom, critical), alpha);
  }

  /// The upper tail by its convergent series, in sixty digits.
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7})
  void normalTail_isItsSeries(double z) {
    assertSame(Gaussian.above(z), normalTail(z));
    assertSame(Level.normalP(z), 2 * normalTail(z));
  }

  private static double normalTail(double z) {
    BigDecimal x = new BigDecimal(z);
    BigDecimal square = x.multiply(x);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 1; n < 400; n++) {
      term =
          term.multiply(square)
              .negate()
              .multiply(BigDecimal.valueOf(2L * n - 1))
              .divide(BigDecimal.valueOf(2L * n * (2L * n + 1)), EXACT);
      sum = sum.add(term, EXACT);
    }
    BigDecimal rootTwoPi = BigDecimal.TWO.multiply(PI).sqrt(EXACT);
    return new BigDecimal("0.5").subtract(sum.divide(rootTwoPi, EXACT)).doubleValue();
  }

  private static final BigDecimal PI =
      new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");

  /// For even degrees of freedom the t tail is algebraic: with s = t / sqrt(v + t²), P(|T| < t) = s
  /// (1 + 1/2 c² + 1·3/(2·4) c⁴ + ...), c² = 1 - s² (Abramowitz and Stegun 26.7.4).
  @ParameterizedTest
  @CsvSource({"2, 0.5", "2, 30", "4, 2", "10, 3", "40, 5", "100, 8"})
  void studentTail_isItsSum(int degreesOfFreedom, double t) {
    assertSame(Level.studentP(t, degreesOfFreedom), studentTail(degreesOfFreedom, t));
  }

  private static double studentTail(int degreesOfFreedom, double t) {
    BigDecimal square = new BigDecimal(t).multiply(new BigDecimal(t));
    BigDecimal whole = square.add(BigDecimal.valueOf(degreesOfFreedom));
    BigDecimal cosine = BigDecimal.valueOf(degreesOfFreedom).divide(whole, EXACT);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; k < degreesOfFreedom / 2; k++) {
      term =
          term.multiply(cosine, EXACT)
              .multiply(BigDecimal.valueOf(2L * k - 1))
              .divide(BigDecimal.valueOf(2L * k), EXACT);
      sum = sum.add(term, EXACT);
    }
    BigDecimal inside = square.divide(whole, EXACT).sqrt(EXACT).multiply(sum);
    return BigDecimal.ONE.subtract(inside).doubleValue();
  }

  /// For even degrees of freedom the chi-squared tail is a Poisson sum.
  @ParameterizedTest
  @CsvSource({"2, 1", "4, 9.5", "6, 60", "20, 31.4", "100, 300"})
  void chiSquaredTail_isAPoissonSum(int degreesOfFreedom, double x) {
    double half = x / 2;
    double sum = 0;
    double term = 1;
    for (int k = 0; k < degreesOfFreedom / 2; k++) {
      sum += term;
      term *= half / (k + 1);
    }
    double tail = ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(x);
    assertSame(tail, Math.exp(-half) * sum);
  }

  /// For whole parameters the incomplete beta function is a binomial sum.
  @ParameterizedTest
  @CsvSource({"1, 1, 0.3", "3, 8, 0.2", "20, 5, 0.9", "50, 60, 0.45", "2, 90, 0.001"})
  void incompleteBeta_isABinomialSum(int a, int b, double x) {
    int n = a + b - 1;
    BigDecimal p = new BigDecimal(x);
    BigDecimal q = BigDecimal.ONE.subtract(p);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal choose = BigDecimal.ONE;
    for (int k = 0; k <= n; k++) {
      if (k >= a) {
        sum = sum.add(choose.multiply(p.pow(k, EXACT)).multiply(q.pow(n - k, EXACT)), EXACT);
      }
      choose = choose.multiply(BigDecimal.valueOf(n - k)).divide(BigDecimal.valueOf(k + 1), EXACT);
    }
    assertSame(RegularizedBeta.value(x, a, b), sum.doubleValue());
  }

  @Test
  void gammaAndBeta_areFactorials() {
    double factorial = 1;
    for (int n = 2; n <= 20; n++) {
      factorial *= n;
      assertSame(LogGamma.value(n + 1.0), Math.log(factorial));
    }
    assertSame(LogGamma.value(0.5), Math.log(Math.sqrt(Math.PI)));
    assertSame(LogBeta.value(3, 4), Math.log(1 / 60.0));
    assertSame(LogBeta.value(0.5, 0.5), Math.log(Math.PI));
  }

  @Test
  void zeta_isEulers() {
    assertSame(Zeta.value(2), Math.PI * Math.PI / 6);
    assertSame(Zeta.value(4), Math.pow(Math.PI, 4) / 90);
  }
}
