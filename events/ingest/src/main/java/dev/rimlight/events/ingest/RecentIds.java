package dev.rimlight.events.ingest;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The ids in memory: hashes and the places of their events, found by linear probing (Knuth, volume
/// 3, 6.4). A table of SQLite in memory took ten times as long, most of it to be able to roll back.
final class RecentIds {
  /// No event has this place.
  static final long NONE = 0;

  private static final int FIRST_CAPACITY = 1 << 12;

  private long[] hashes = new long[FIRST_CAPACITY];
  private long[] seqs = new long[FIRST_CAPACITY];
  private int size;

  /// An id by its hash.
  record Place(long hash, long seq) {}

  int size() {
    return size;
  }

  /// [#NONE] when no id has this hash.
  long seqOf(long hash) {
    return seqs[slot(hash)];
  }

  void put(long hash, long seq) {
    if (2 * size >= seqs.length) {
      grow();
    }
    int slot = slot(hash);
    size += seqs[slot] == NONE ? 1 : 0;
    hashes[slot] = hash;
    seqs[slot] = seq;
  }

  void remove(long hash) {
    int slot = slot(hash);
    if (seqs[slot] == NONE) {
      return;
    }
    size--;
    seqs[slot] = NONE;
    // What was pushed on by this one, or by what it pushed on, moves up.
    for (int next = after(slot); seqs[next] != NONE; next = after(next)) {
      long moved = hashes[next];
      long seq = seqs[next];
      seqs[next] = NONE;
      int to = slot(moved);
      hashes[to] = moved;
      seqs[to] = seq;
    }
  }

  /// Where the hash is, or would go.
  private int slot(long hash) {
    int slot = (int) (hash ^ hash >>> Integer.SIZE) & (seqs.length - 1);
    while (seqs[slot] != NONE && hashes[slot] != hash) {
      slot = after(slot);
    }
    return slot;
  }

  private int after(int slot) {
    return slot + 1 & seqs.length - 1;
  }

  private void grow() {
    long[] oldHashes = hashes;
    long[] oldSeqs = seqs;
    hashes = new long[2 * oldHashes.length];
    seqs = new long[2 * oldSeqs.length];
    for (int i = 0; i < oldSeqs.length; i++) {
      if (oldSeqs[i] != NONE) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        seqs[slot] = oldSeqs[i];
      }
    }
  }

  /// In the order of their hashes.
  Stream<Place> sorted() {
    return IntStream.range(0, seqs.length)
        .filter(i -> seqs[i] != NONE)
        .mapToLong(i -> hashes[i])
        .sorted()
        .mapToObj(hash -> new Place(hash, seqOf(hash)));
  }
}
