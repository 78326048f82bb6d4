package dev.rimlight.events.ingest;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/// Which hashes are surely not in a set: a Bloom filter in blocks of a cache line (Putze, Sanders
/// and Singler, 2007), so that one filter costs one access to memory. Well-kept filters hash again
/// what they are asked; this one takes hashes, and is asked of every event and run.
///
/// 16 bits for each hash and 8 of them set: about 1 of 500 others is taken for one of the set.
final class HashFilter {
  private static final int BITS_PER_HASH = 16;
  private static final int BITS_SET = 8;
  private static final int LONGS_PER_BLOCK = 8;
  private static final int BITS_PER_BLOCK = Long.SIZE * LONGS_PER_BLOCK;

  /// Bits that name a bit of a block.
  private static final int PLACE_BITS = 9;

  /// Below the half that chooses the block.
  private static final int LAST_PLACE = Integer.SIZE - PLACE_BITS;

  /// An odd number with the digits of the golden ratio: what chooses a block must not choose bits.
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long[] bits;

  private HashFilter(long[] bits) {
    this.bits = bits;
  }

  /// @param size hashes that will be put
  static HashFilter of(long size) {
    long blocks = Math.max(1, Math.ceilDiv(size * BITS_PER_HASH, BITS_PER_BLOCK));
    return new HashFilter(new long[Math.toIntExact(blocks * LONGS_PER_BLOCK)]);
  }

  static HashFilter read(byte[] bytes) {
    LongBuffer longs = ByteBuffer.wrap(bytes).asLongBuffer();
    long[] bits = new long[longs.remaining()];
    longs.get(bits);
    return new HashFilter(bits);
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(bits.length * Long.BYTES);
    bytes.asLongBuffer().put(bits);
    return bytes.array();
  }

  void put(long hash) {
    int block = block(hash);
    long places = hash * MIX;
    for (int i = 0; i < BITS_SET - 1; i++) {
      set(block, places >>> (i * PLACE_BITS));
    }
    set(block, hash >>> LAST_PLACE);
  }

  private void set(int block, long place) {
    int bit = (int) place & (BITS_PER_BLOCK - 1);
    bits[block + bit / Long.SIZE] |= 1L << bit;
  }

  /// False when it was surely not put.
  boolean mayHold(long hash) {
    int block = block(hash);
    long places = hash * MIX;
    for (int i = 0; i < BITS_SET - 1; i++) {
      if (!isSet(block, places >>> (i * PLACE_BITS))) {
        return false;
      }
    }
    return isSet(block, hash >>> LAST_PLACE);
  }

  private boolean isSet(int block, long place) {
    int bit = (int) place & (BITS_PER_BLOCK - 1);
    return (bits[block + bit / Long.SIZE] & 1L << bit) != 0;
  }

  /// The first long of the hash's block: the upper half of the hash, scaled.
  private int block(long hash) {
    long blocks = bits.length / LONGS_PER_BLOCK;
    return (int) ((hash >>> Integer.SIZE) * blocks >>> Integer.SIZE) * LONGS_PER_BLOCK;
  }
}
