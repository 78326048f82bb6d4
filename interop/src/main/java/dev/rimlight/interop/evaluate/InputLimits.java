package dev.rimlight.interop.evaluate;

/// The bounds of what the command reads.
public final class InputLimits {
  public static final int CASES_BYTES = 256 * 1024 * 1024;
  public static final int JOBS_BYTES = 16 * 1024 * 1024;
  public static final int LINE_BYTES = 8 * 1024 * 1024;
  public static final int LINES = 1_000_000;
  public static final int JOBS = 10_000;

  private InputLimits() {}
}
