package dev.rimlight.interop.engine;

/// The engine cannot be started or does not answer.
public final class EngineFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineFailure(String message) {
    super(message);
  }

  EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
