package dev.rimlight.core;

/// The type of every value that a flag can have. The codes are part of the snapshot format.
public enum FlagType {
  BOOLEAN(0, "boolean"),
  STRING(1, "string"),
  NUMBER(2, "number"),
  JSON(3, "json"),
  /// Whole numbers of at most 2^53 - 1.
  INTEGER(4, "integer");

  private static final FlagType[] BY_CODE = values();

  private final int code;
  private final String name;

  FlagType(int code, String name) {
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

  static FlagType ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new UnsupportedSnapshot("flag type", code);
    }
    return BY_CODE[code];
  }
}
