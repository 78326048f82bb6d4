package dev.rimlight.stats;

/// The sequential p value of a series of looks: the smallest so far.
public record SmallestP(double value) {
  public static final SmallestP NOT_LOOKED = new SmallestP(1);

  public SmallestP {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("p == " + value + ", must be in 0..1");
    }
  }

  public SmallestP after(double p) {
    return p < value ? new SmallestP(p) : this;
  }
}
