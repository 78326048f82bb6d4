package dev.rimlight.stats;

import java.util.List;

/// A comparison after covariate adjustment.
///
/// @param contrast the adjusted difference beside the unadjusted control mean
/// @param control the adjusted control arm
/// @param treatment the adjusted treatment arm
/// @param theta the slope of each covariate; 0 for one that explains nothing or follows from others
/// @param varianceReduction 1 - adjusted / unadjusted variance of the difference
public record Adjusted(
    Contrast contrast,
    ArmMean control,
    ArmMean treatment,
    List<Double> theta,
    double varianceReduction)
    implements AdjustedResult {

  public Adjusted {
    theta = List.copyOf(theta);
  }

  /// Whether any covariate took part; if not, all numbers are the unadjusted ones.
  public boolean applied() {
    return theta.stream().anyMatch(slope -> slope != 0);
  }
}
