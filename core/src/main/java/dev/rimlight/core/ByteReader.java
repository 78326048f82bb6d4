package dev.rimlight.core;

/// Reads what [ByteWriter] wrote. Bounds are checked here because TeaVM's fast mode does not check
/// arrays.
final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  ByteReader(byte[] bytes, int from, int end) {
    if (from < 0 || from > end || end > bytes.length) {
      throw new UnsupportedSnapshot(
          "section " + from + " to " + end + " lies outside of " + bytes.length + " bytes");
    }
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int at() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  int u8() {
    if (at >= end) {
      throw new UnsupportedSnapshot("ends too early, at byte " + at);
    }
    return bytes[at++] & 0xFF;
  }

  int i32() {
    return u8() | (u8() << 8) | (u8() << 16) | (u8() << 24);
  }

  int varint() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = u8();
      value |= (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new UnsupportedSnapshot("number longer than 5 bytes at byte " + at);
  }

  /// A count of things that take at least one byte each.
  int count() {
    int count = varint();
    if (count < 0 || count > end - at) {
      throw new UnsupportedSnapshot("count", count);
    }
    return count;
  }

  boolean bool() {
    return u8() != 0;
  }

  long i64() {
    long low = i32() & 0xFFFF_FFFFL;
    long high = i32() & 0xFFFF_FFFFL;
    return (high << 32) | low;
  }

  double f64() {
    return Double.longBitsToDouble(i64());
  }

  ByteReader slice(int length) {
    if (length < 0 || length > end - at) {
      throw new UnsupportedSnapshot("length", length);
    }
    ByteReader slice = new ByteReader(bytes, at, at + length);
    at += length;
    return slice;
  }

  /// A text never has more characters than bytes.
  String text() {
    int length = count();
    int stop = at + length;
    char[] units = new char[length + 1]; // A torn last character may make one more.
    int filled = 0;
    while (at < stop) {
      int lead = bytes[at++] & 0xFF; // Inside of the bounds: a count is never more than is left.
      if (lead < 0x80) {
        units[filled++] = (char) lead;
        continue;
      }
      int point = point(lead);
      if (point >= 0x10000) {
        units[filled++] = (char) (0xD7C0 + (point >> 10));
        units[filled++] = (char) (0xDC00 | point & 0x3FF);
      } else {
        units[filled++] = (char) point;
      }
    }
    if (at != stop) {
      throw new UnsupportedSnapshot("text ends inside of a character at byte " + at);
    }
    return new String(units, 0, filled);
  }

  private int point(int lead) {
    if (lead >= 0xC2 && lead < 0xE0) {
      return ((lead & 0x1F) << 6) | tail();
    }
    if (lead >= 0xE0 && lead < 0xF0) {
      return ((lead & 0x0F) << 12) | (tail() << 6) | tail();
    }
    if (lead >= 0xF0 && lead < 0xF5) {
      int point = ((lead & 0x07) << 18) | (tail() << 12) | (tail() << 6) | tail();
      if (point >= 0x10000 && point <= 0x10FFFF) {
        return point;
      }
    }
    throw new UnsupportedSnapshot("UTF-8 byte", lead);
  }

  private int tail() {
    int b = u8();
    if ((b & 0xC0) != 0x80) {
      throw new UnsupportedSnapshot("UTF-8 byte", b);
    }
    return b & 0x3F;
  }
}
