package dev.rimlight.core;

/// How a condition compares a value with the wanted ones. The order is part of the snapshot format:
/// append only.
public enum Operator {
  EQUALS(0, "equals"),
  IN(1, "in"),
  STARTS_WITH(2, "startsWith"),
  ENDS_WITH(3, "endsWith"),
  CONTAINS(4, "contains"),
  LESS_THAN(5, "lessThan"),
  LESS_OR_EQUAL(6, "lessOrEqual"),
  GREATER_THAN(7, "greaterThan"),
  GREATER_OR_EQUAL(8, "greaterOrEqual"),
  EXISTS(9, "exists");

  private static final Operator[] BY_CODE = values();

  private final int code;
  private final String name;

  Operator(int code, String name) {
    this.code = code;
    this.name = name;
  }

  /// The number in the snapshot.
  int code() {
    return code;
  }

  /// The name in documents.
  public String documentName() {
    return name;
  }

  boolean ordered() {
    return this == LESS_THAN
        || this == LESS_OR_EQUAL
        || this == GREATER_THAN
        || this == GREATER_OR_EQUAL;
  }

  boolean textual() {
    return this == STARTS_WITH || this == ENDS_WITH || this == CONTAINS;
  }

  static Operator ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new UnsupportedSnapshot("operator", code);
    }
    return BY_CODE[code];
  }
}
