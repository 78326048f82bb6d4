package dev.rimlight.stats;

/// All values from low to high that the data do not contradict; an end may be infinite.
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low == " + low + ", must be <= high == " + high);
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public boolean bounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }
}
