package dev.rimlight.core.hash;

/// SHA-1. Reference: FIPS 180-4, sections 5.3.1 and 6.1.2.
final class Sha1 extends BlockHash {
  private static final int ROUNDS = 80;

  Sha1() {
    super(new int[] {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}, ROUNDS, false);
  }

  @Override
  void mix(int[] w) {
    for (int t = 16; t < ROUNDS; t++) {
      w[t] = Integer.rotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    for (int t = 0; t < ROUNDS; t++) {
      int next = Integer.rotateLeft(a, 5) + round(t, b, c, d) + e + w[t];
      e = d;
      d = c;
      c = Integer.rotateLeft(b, 30);
      b = a;
      a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }

  private static int round(int t, int b, int c, int d) {
    if (t < 20) {
      return (d ^ b & (c ^ d)) + 0x5a827999;
    }
    if (t < 40) {
      return (b ^ c ^ d) + 0x6ed9eba1;
    }
    if (t < 60) {
      return (b & c | d & (b | c)) + 0x8f1bbcdc;
    }
    return (b ^ c ^ d) + 0xca62c1d6;
  }
}
