package dev.rimlight.control.automate;

/// What a command was given cannot be used; the message says what, and what it must be.
public final class BadInput extends Exception {
  private static final long serialVersionUID = 2;

  private final String problem;

  public BadInput(String message) {
    this(message, message);
  }

  /// @param problem as the control plane words it: title, detail and each fault
  BadInput(String message, String problem) {
    super(message);
    this.problem = problem;
  }

  public String problem() {
    return problem;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
