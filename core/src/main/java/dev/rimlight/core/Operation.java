package dev.rimlight.core;

/// How two numbers become one. The codes are part of the snapshot format and indexes of `values()`:
/// append only.
public enum Operation {
  SUM(0, "sum"),
  DIFFERENCE(1, "difference"),
  PRODUCT(2, "product"),
  QUOTIENT(3, "quotient"),
  /// Of the sign of the dividend, as in Java and JavaScript.
  MODULO(4, "modulo"),
  LEAST(5, "least"),
  GREATEST(6, "greatest");

  private static final Operation[] BY_CODE = values();

  private final int code;
  private final String name;

  Operation(int code, String name) {
    this.code = code;
    this.name = name;
  }

  int code() {
    return code;
  }

  /// The name in documents.
  public String documentName() {
    return name;
  }

  double of(double left, double right) {
    return switch (this) {
      case SUM -> left + right;
      case DIFFERENCE -> left - right;
      case PRODUCT -> left * right;
      case QUOTIENT -> left / right;
      case MODULO -> left % right;
      case LEAST -> Math.min(left, right);
      case GREATEST -> Math.max(left, right);
    };
  }

  static Operation ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new UnsupportedSnapshot("operation", code);
    }
    return BY_CODE[code];
  }
}
