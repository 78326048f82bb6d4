package dev.rimlight.operate;

import java.util.logging.LogManager;

/// A log that goes on until the process is gone. The JDK's takes its handlers away at a signal to
/// end, while requests that have come are still answered.
public final class LastingLog {
  private static volatile boolean lasts;

  private LastingLog() {}

  /// To be called before anything logs, which would make the JDK's.
  public static void choose() {
    System.setProperty("java.util.logging.manager", Handlers.class.getName());
  }

  /// From now on handlers stay.
  static void last() {
    lasts = true;
  }

  /// Made by the JDK, by its name. A class apart: to use it is to make it.
  public static final class Handlers extends LogManager {
    /// Nothing of its own.
    public Handlers() {
      super();
    }

    @Override
    public void reset() {
      if (!lasts) {
        super.reset();
      }
    }
  }
}
