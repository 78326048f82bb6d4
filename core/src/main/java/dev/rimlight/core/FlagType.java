package dev.rimlight.core;

/// The type of every value that a flag can have. The order is part of the snapshot format.
public enum FlagType {
  BOOLEAN("boolean"),
  STRING("string"),
  NUMBER("number"),
  JSON("json");

  private static final FlagType[] BY_CODE = values();

  private final String name;

  FlagType(String name) {
    this.name = name;
  }

  /// The name in documents.
  public String documentName() {
    return name;
  }

  boolean holds(Value value) {
    return switch (value) {
      case Value.Bool b -> this == BOOLEAN;
      case Value.Text t -> this == STRING;
      case Value.Number n -> this == NUMBER;
      case Value.Json j -> this == JSON;
    };
  }

  static FlagType ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new UnsupportedSnapshot("flag type", code);
    }
    return BY_CODE[code];
  }
}
