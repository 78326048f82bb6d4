package dev.rimlight.core.hash;

/// Murmur3 of texts that all begin with one salt: what the salt leaves of the hash is computed
/// once. Equal to `Hash.murmur3(seed).text(salt).text(rest)`, without an object per hash.
public final class SaltedMurmur3 {
  private final int hash;

  /// The zero to three bytes of the salt that have not filled a word, and how many bits they take.
  private final int begun;

  private final int shift;
  private final int length;

  /// Not a salt that ends inside of a character.
  public static boolean takes(String salt) {
    return salt.isEmpty() || !Character.isHighSurrogate(salt.charAt(salt.length() - 1));
  }

  public SaltedMurmur3(int seed, String salt) {
    Murmur3 salted = new Murmur3(seed);
    salted.text(salt);
    this.hash = salted.hash();
    this.begun = salted.block();
    this.shift = salted.shift();
    this.length = salted.length();
  }

  public int hash(AsciiWords rest) {
    int[] words = rest.words;
    int whole = rest.length >> 2;
    int h = hash;
    int block = begun;
    for (int i = 0; i < whole; i++) {
      h = Murmur3.mix(h, block | words[i] << shift);
      block = words[i] >>> 1 >>> (31 - shift); // A shift of 0 leaves nothing over.
    }
    int left = rest.length & 3;
    if (left != 0) {
      int last = words[whole];
      block |= last << shift;
      if (shift + (left << 3) >= 32) {
        h = Murmur3.mix(h, block);
        block = last >>> 1 >>> (31 - shift);
      }
    }
    return Murmur3.end(h, block, length + rest.length);
  }
}
