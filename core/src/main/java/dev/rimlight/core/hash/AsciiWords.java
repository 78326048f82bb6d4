package dev.rimlight.core.hash;

import org.jspecify.annotations.Nullable;

/// An ASCII text as murmur3 reads it: four characters to a word, the first one lowest. Reading a
/// text's characters costs more than hashing them, so a unit is read once for all hashes of it.
public final class AsciiWords {
  private static final int LAST = 0x7F;

  final int[] words;
  final int length;

  private AsciiWords(int[] words, int length) {
    this.words = words;
    this.length = length;
  }

  /// Null when a character is not ASCII.
  public static @Nullable AsciiWords of(String text) {
    int length = text.length();
    int[] words = new int[(length + 3) >> 2];
    int seen = 0;
    for (int i = 0; i < length; i++) {
      int unit = text.charAt(i);
      seen |= unit;
      words[i >> 2] |= unit << ((i & 3) << 3);
    }
    return seen <= LAST ? new AsciiWords(words, length) : null;
  }
}
