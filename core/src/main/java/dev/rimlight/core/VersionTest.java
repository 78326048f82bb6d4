package dev.rimlight.core;

import dev.rimlight.core.text.Version;

/// How a condition compares versions (Semantic Versioning 2.0.0; `v1.2` and `1.2` are read as
/// `1.2.0`). The codes are part of the snapshot format and indexes of `values()`: append only.
public enum VersionTest {
  EQUAL(0, "versionEquals"),
  LESS(1, "versionLess"),
  LESS_OR_EQUAL(2, "versionLessOrEqual"),
  GREATER(3, "versionGreater"),
  GREATER_OR_EQUAL(4, "versionGreaterOrEqual"),
  /// `^1.2.3`: not before it, and equal up to the first number that is not 0.
  COMPATIBLE(5, "versionCompatible"),
  /// `~1.2.3`: not before it, and of the same minor version.
  PATCH(6, "versionPatch");

  private static final VersionTest[] BY_CODE = values();

  private final int code;
  private final String name;

  VersionTest(int code, String name) {
    this.code = code;
    this.name = name;
  }

  int code() {
    return code;
  }

  /// The operator's name in documents.
  public String documentName() {
    return name;
  }

  boolean holds(Version seen, Version wanted) {
    return switch (this) {
      case EQUAL -> seen.compareTo(wanted) == 0;
      case LESS -> seen.compareTo(wanted) < 0;
      case LESS_OR_EQUAL -> seen.compareTo(wanted) <= 0;
      case GREATER -> seen.compareTo(wanted) > 0;
      case GREATER_OR_EQUAL -> seen.compareTo(wanted) >= 0;
      case COMPATIBLE -> seen.isCompatibleWith(wanted);
      case PATCH -> seen.isPatchOf(wanted);
    };
  }

  static VersionTest ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new UnsupportedSnapshot("version test", code);
    }
    return BY_CODE[code];
  }
}
