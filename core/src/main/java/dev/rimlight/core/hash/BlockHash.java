package dev.rimlight.core.hash;

/// A hash that takes its input in blocks of 64 bytes: each is mixed into the state, the last
/// carries the length of the whole in bits (Merkle and Damgard).
abstract sealed class BlockHash extends Hash permits Md5, Sha1, Sha256 {
  private static final int BLOCK_BYTES = 64;
  private static final int LENGTH_BYTES = 8;

  final int[] state;

  private final int[] block;
  private final boolean littleEndian;
  private int filled;
  private int bytes;

  /// `schedule` is how many words `mix` needs of the block: sixteen, or more if it expands them.
  BlockHash(int[] initial, int schedule, boolean littleEndian) {
    this.state = initial;
    this.block = new int[schedule];
    this.littleEndian = littleEndian;
  }

  /// Mixes the first sixteen words of `block` into the state; the rest is for its own use.
  abstract void mix(int[] block);

  @Override
  public final int words() {
    return state.length;
  }

  @Override
  final void accept(int octet) {
    bytes++;
    push(octet);
  }

  @Override
  final void finish() {
    int low = bytes << 3;
    int high = bytes >>> 29;
    push(0x80);
    while (filled != BLOCK_BYTES - LENGTH_BYTES) {
      push(0);
    }
    block[14] = littleEndian ? low : high;
    block[15] = littleEndian ? high : low;
    mix(block);
  }

  @Override
  final int result(int index) {
    return littleEndian ? Integer.reverseBytes(state[index]) : state[index];
  }

  private void push(int octet) {
    int shift = (filled & 3) << 3;
    int word = filled >> 2;
    int kept = (filled & 3) == 0 ? 0 : block[word];
    block[word] = kept | octet << (littleEndian ? shift : 24 - shift);
    filled++;
    if (filled == BLOCK_BYTES) {
      mix(block);
      filled = 0;
    }
  }
}
