package dev.rimlight.core;

/// Which elements of a value that is a list a test must hold of; a value that is no list counts as
/// a list of one. The codes are part of the snapshot format and indexes of `values()`: append only.
public enum Elements {
  ANY(0, "any"),
  /// Holds of an empty list.
  ALL(1, "all"),
  /// Holds of an empty list.
  NONE(2, "none"),
  /// The list is tested as one value.
  WHOLE(3, "whole");

  private static final Elements[] BY_CODE = values();

  private final int code;
  private final String name;

  Elements(int code, String name) {
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

  static Elements ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new UnsupportedSnapshot("elements", code);
    }
    return BY_CODE[code];
  }
}
