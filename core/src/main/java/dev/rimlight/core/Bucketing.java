package dev.rimlight.core;

import dev.rimlight.core.hash.Hash;

/// Puts a unit into one of 100,000 equal buckets, the same on every runtime and for ever.
///
/// `bucket = (unsigned hash * 100000) >> 32` maps the hash space to buckets without a modulo: sizes
/// differ by at most one part in 42,949. The product is below 2^49, exact as a long. Vectors:
/// spec/vectors/bucketing.json.
public final class Bucketing {
  /// Which variant a unit gets.
  public static final int VARIANT_SEED = 0;

  /// Whether a unit takes part; another seed, so that raising an allocation does not favour a
  /// variant.
  public static final int ALLOCATION_SEED = 1;

  /// Keeps salt "a" and unit "bc" apart from salt "ab" and unit "c".
  private static final char SEPARATOR = 0x1F;

  private Bucketing() {}

  /// 0 to 99,999.
  public static int bucket(int seed, String salt, String unit) {
    return (int) ((hash(seed, salt, unit) * Limits.WHOLE) >>> 32);
  }

  /// Murmur3 over salt, 0x1F and unit in UTF-8, unsigned.
  static long hash(int seed, String salt, String unit) {
    return Hash.murmur3(seed).text(salt).character(SEPARATOR).text(unit).word(0) & 0xFFFF_FFFFL;
  }
}
