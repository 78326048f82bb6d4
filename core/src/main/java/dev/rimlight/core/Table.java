package dev.rimlight.core;

/// A section of records sorted by their keys: found without reading any other.
final class Table {
  private final byte[] bytes;
  private final int at;
  private final int size;

  /// @param at where the section's payload begins; 0 for a section that is not there
  Table(byte[] bytes, int at, int limit) {
    this.bytes = bytes;
    this.at = at;
    this.size = at == 0 ? 0 : new ByteReader(bytes, at, bytes.length).i32();
    if (size < 0 || size > limit) {
      throw new UnsupportedSnapshot("size of table", size);
    }
  }

  int size() {
    return size;
  }

  ByteReader record(int index) {
    ByteReader offset = new ByteReader(bytes, at + 4 + 4 * index, bytes.length);
    return new ByteReader(bytes, at + offset.i32(), bytes.length);
  }

  /// Position of the record, or -1.
  int indexOf(String key) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = record(middle).text().compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
