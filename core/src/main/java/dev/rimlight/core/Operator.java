package dev.rimlight.core;

/// How a condition compares an attribute with its values. The order is part of the snapshot format:
/// append only.
public enum Operator {
  EQUALS("equals"),
  IN("in"),
  STARTS_WITH("startsWith"),
  ENDS_WITH("endsWith"),
  CONTAINS("contains"),
  LESS_THAN("lessThan"),
  LESS_OR_EQUAL("lessOrEqual"),
  GREATER_THAN("greaterThan"),
  GREATER_OR_EQUAL("greaterOrEqual"),
  EXISTS("exists");

  private static final Operator[] BY_CODE = values();

  private final String name;

  Operator(String name) {
    this.name = name;
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
