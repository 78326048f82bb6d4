package dev.rimlight.stats;

/// Which effects a test is meant to find.
public enum Alternative {
  TWO_SIDED,
  GREATER,
  LESS
}
