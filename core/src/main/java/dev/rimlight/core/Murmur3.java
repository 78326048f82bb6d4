package dev.rimlight.core;

/// Murmur3, x86, 32 bit, over the UTF-8 bytes of `salt`, 0x1F, `unit`.
///
/// The two strings are fed one after the other: joining them first costs ten times as much in
/// JavaScript. A lone surrogate is hashed as U+FFFD, as the web's TextEncoder writes it (the JVM's
/// own encoder would write '?'). Reference: A. Appleby, SMHasher, MurmurHash3_x86_32.
final class Murmur3 {
  static final int SEPARATOR = 0x1F;

  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;
  private static final int REPLACEMENT = 0xFFFD;

  private Murmur3() {}

  static int hash(int seed, String salt, String unit) {
    int first = salt.length();
    int chars = first + 1 + unit.length();
    int hash = seed;
    int block = 0;
    int shift = 0;
    int length = 0;
    for (int i = 0; i < chars; i++) {
      int point = charAt(salt, unit, first, i);
      if (point >= 0xD800 && point < 0xE000) {
        int low = i + 1 < chars ? charAt(salt, unit, first, i + 1) : 0;
        if (point < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
          point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
          i++;
        } else {
          point = REPLACEMENT;
        }
      }
      int bytes = utf8Length(point);
      for (int b = 0; b < bytes; b++) {
        block |= utf8Byte(point, bytes, b) << shift;
        shift += 8;
        if (shift == 32) {
          hash = (Integer.rotateLeft(hash ^ scramble(block), 13)) * 5 + 0xe6546b64;
          block = 0;
          shift = 0;
        }
      }
      length += bytes;
    }
    return avalanche(hash ^ scramble(block) ^ length);
  }

  private static int charAt(String salt, String unit, int first, int i) {
    if (i < first) {
      return salt.charAt(i);
    }
    return i == first ? SEPARATOR : unit.charAt(i - first - 1);
  }

  private static int utf8Length(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }

  private static int utf8Byte(int point, int bytes, int b) {
    if (bytes == 1) {
      return point;
    }
    int sixBits = (point >> (6 * (bytes - 1 - b))) & 0x3F;
    if (b > 0) {
      return 0x80 | sixBits;
    }
    int lead = (0xF00 >> bytes) & 0xFF;
    return lead | (point >> (6 * (bytes - 1)));
  }

  private static int scramble(int block) {
    return Integer.rotateLeft(block * C1, 15) * C2;
  }

  private static int avalanche(int h) {
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
