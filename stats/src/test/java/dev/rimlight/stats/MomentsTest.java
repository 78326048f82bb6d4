package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Moments add up, and stay exact where sums of squares cancel.
final class MomentsTest {

  @Test
  void smallIntegers_haveTheirMomentsByHand() {
    Moments moments = Moments.of(0, 2, 4, 0, 4);
    assertThat(moments.units()).isEqualTo(5);
    assertThat(moments.mean()).isEqualTo(2);
    assertThat(moments.variance()).isEqualTo(4);
    assertThat(moments.nonZero()).isEqualTo(3);
    assertThat(moments.sum()).isEqualTo(10);
  }

  @Test
  void sums_equalValues() {
    assertThat(Moments.ofSums(5, 10, 36, 3)).isEqualTo(Moments.of(0, 2, 4, 0, 4));
    assertThat(Moments.ofProportion(4, 1).variance()).isEqualTo(0.25);
  }

  @Test
  void offsetOfAQuadrillion_keepsTheVariance() {
    double offset = 1e15;
    Moments head = Moments.of(offset + 1, offset + 2, offset + 4);
    Moments tail = Moments.of(offset + 8, offset + 16);
    Close.relative("variance", head.plus(tail).variance(), 37.2, 1e-15);
    Close.relative("variance", tail.plus(head).variance(), 37.2, 1e-15);
  }

  @Test
  void emptyMoments_changeNothing() {
    Moments moments = Moments.of(1, 2);
    assertThat(moments.plus(Moments.EMPTY)).isEqualTo(moments);
    assertThat(Moments.EMPTY.plus(moments)).isEqualTo(moments);
  }

  @Test
  void unknownNonZero_staysUnknown() {
    Moments unknown = new Moments(1, 3, 0, Moments.NON_ZERO_UNKNOWN);
    assertThat(Moments.of(1, 2).plus(unknown).nonZero()).isEqualTo(Moments.NON_ZERO_UNKNOWN);
  }

  @Test
  void impossibleMoments_areNamedWithTheirBound() {
    assertThatThrownBy(() -> new Moments(-1, 0, 0, 0)).hasMessage("units == -1, must be >= 0");
    assertThatThrownBy(() -> new Moments(1, Double.NaN, 0, 0))
        .hasMessage("mean == NaN, must be finite");
    assertThatThrownBy(() -> new Moments(1, 0, -1, 0))
        .hasMessage("m2 == -1.0, must be finite and >= 0");
    assertThatThrownBy(() -> new Moments(1, 0, 0, 2))
        .hasMessage("nonZero == 2, must be in 0..1 or -1 for unknown");
    assertThatThrownBy(() -> Moments.ofSums(2, 4, 7, 2))
        .hasMessage("sumOfSquares == 7.0, must be >= sum²/n == 8.0");
    assertThatThrownBy(() -> Moments.ofProportion(2, 3))
        .hasMessage("successes == 3, must be in 0..2");
  }
}
