package dev.rimlight.core.hash;

/// FNV-1a, 32 bit. Reference: RFC 9923.
final class Fnv1a32 extends Hash {
  private static final int OFFSET_BASIS = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private int hash = OFFSET_BASIS;

  @Override
  public int words() {
    return 1;
  }

  @Override
  void accept(int octet) {
    hash = (hash ^ octet) * PRIME;
  }

  @Override
  void finish() {}

  @Override
  int result(int index) {
    return hash;
  }
}
