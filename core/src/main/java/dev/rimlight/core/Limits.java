package dev.rimlight.core;

/// The bounds of everything that comes from outside; each is checked once, where the document is
/// read.
public final class Limits {
  public static final int FLAGS = 10_000;
  public static final int EXPERIMENTS = 2_000;
  public static final int SEGMENTS = 2_000;
  public static final int LAYERS = 500;
  public static final int HOLDOUTS = 100;
  public static final int VARIANTS = 100;
  public static final int RULES = 200;
  public static final int CONDITION_DEPTH = 16;
  public static final int CONDITION_NODES = 1_000;
  public static final int CONDITION_VALUES = 10_000;
  public static final int KEY_CHARS = 64;
  public static final int TAGS = 50;
  public static final int OWNER_CHARS = 200;
  public static final int TEXT_CHARS = 2_000;
  public static final int ATTRIBUTE_CHARS = 128;

  /// How many flags may stand one behind the other, each the next one's prerequisite.
  public static final int PREREQUISITE_DEPTH = 16;

  /// How many segments may stand one behind the other.
  public static final int SEGMENT_DEPTH = 16;

  /// How deep conditions and terms of a snapshot may nest in one another.
  static final int NESTING = 64;

  /// Ranges of an experiment, a slot or a percentage; steps of a ramp.
  public static final int RANGES = 1_000;

  /// Buckets of a ramp, so that share times time stays exact.
  public static final int RAMP_BUCKETS = 1_000_000;

  public static final int SALT_CHARS = 500;

  public static final int BUCKETS = Integer.MAX_VALUE;

  public static final int PATH_DEPTH = 16;

  /// Of a list in a context, so many are looked at.
  public static final int LIST_ELEMENTS = 1_000;

  /// A context's value that is nested deeper counts as missing.
  public static final int CONTEXT_DEPTH = 16;

  /// The largest whole number that every runtime holds exactly: 2^53 - 1.
  public static final double MOST_INTEGER = 9_007_199_254_740_991.0;

  public static final int JSON_CHARS = 16_384;
  public static final int JSON_DEPTH = 32;
  public static final int SNAPSHOT_BYTES = 8 * 1024 * 1024;

  /// Weights are hundred-thousandths: the smallest share is one visitor in 100,000.
  public static final int WHOLE = 100_000;

  private Limits() {}
}
