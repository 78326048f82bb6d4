package dev.rimlight.core.hash;

/// Murmur3, x86, 32 bit. Reference: A. Appleby, SMHasher, MurmurHash3_x86_32; its verification
/// value 0xB0F57EE3 is a test.
///
/// Rotations are written out: in JavaScript every call of `Integer` asks whether its class is
/// initialised, which costs more than the rotation.
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
      hash = mix(hash, block);
      block = 0;
      shift = 0;
    }
  }

  @Override
  void finish() {
    hash = end(hash, block, length);
  }

  @Override
  int result(int index) {
    return hash;
  }

  int hash() {
    return hash;
  }

  int block() {
    return block;
  }

  int shift() {
    return shift;
  }

  int length() {
    return length;
  }

  /// The hash after a whole block of four bytes.
  static int mix(int hash, int block) {
    int mixed = hash ^ scramble(block);
    return (mixed << 13 | mixed >>> 19) * 5 + 0xe6546b64;
  }

  /// The hash after the last, unfinished block.
  static int end(int hash, int block, int length) {
    int h = hash ^ scramble(block) ^ length;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  private static int scramble(int block) {
    int mixed = block * C1;
    return (mixed << 15 | mixed >>> 17) * C2;
  }
}
