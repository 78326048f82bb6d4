package dev.rimlight.core.hash;

/// Murmur3, x86, 32 bit. Reference: A. Appleby, SMHasher, MurmurHash3_x86_32; its verification
/// value 0xB0F57EE3 is a test.
final class Murmur3 extends Hash {
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private int hash;
  private int block;
  private int shift;
  private int length;

  Murmur3(int seed) {
    this.hash = seed;
  }

  @Override
  public int words() {
    return 1;
  }

  @Override
  void accept(int octet) {
    block |= octet << shift;
    shift += 8;
    length++;
    if (shift == 32) {
      hash = Integer.rotateLeft(hash ^ scramble(block), 13) * 5 + 0xe6546b64;
      block = 0;
      shift = 0;
    }
  }

  @Override
  void finish() {
    int h = hash ^ scramble(block) ^ length;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    hash = h ^ h >>> 16;
  }

  @Override
  int result(int index) {
    return hash;
  }

  private static int scramble(int block) {
    return Integer.rotateLeft(block * C1, 15) * C2;
  }
}
