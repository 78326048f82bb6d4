package dev.rimlight.core;

import java.util.Arrays;

/// Appends to a growing array: fixed 32-bit little-endian numbers, variable-length ones, UTF-8.
final class ByteWriter {
  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  void u8(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) value;
  }

  void i32(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      u8(value >>> shift);
    }
  }

  /// Unsigned LEB128.
  void varint(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      u8(rest | 0x80);
      rest >>>= 7;
    }
    u8(rest);
  }

  void f64(double value) {
    i64(Double.doubleToLongBits(value));
  }

  /// Length in bytes, then UTF-8; a lone surrogate is written as if it were a character.
  void text(String text) {
    ByteWriter utf8 = new ByteWriter();
    for (int i = 0; i < text.length(); i++) {
      int point = text.charAt(i);
      if (point >= 0xD800 && point < 0xE000) {
        int low = i + 1 < text.length() ? text.charAt(i + 1) : 0;
        boolean pair = point < 0xDC00 && low >= 0xDC00 && low < 0xE000;
        point = pair ? 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00) : point;
        i += pair ? 1 : 0;
      }
      utf8.point(point);
    }
    varint(utf8.size);
    raw(utf8.bytes, utf8.size);
  }

  private void point(int point) {
    if (point < 0x80) {
      u8(point);
    } else if (point < 0x800) {
      u8(0xC0 | (point >> 6));
      u8(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      u8(0xE0 | (point >> 12));
      u8(0x80 | ((point >> 6) & 0x3F));
      u8(0x80 | (point & 0x3F));
    } else {
      u8(0xF0 | (point >> 18));
      u8(0x80 | ((point >> 12) & 0x3F));
      u8(0x80 | ((point >> 6) & 0x3F));
      u8(0x80 | (point & 0x3F));
    }
  }

  void raw(byte[] source, int count) {
    for (int i = 0; i < count; i++) {
      u8(source[i]);
    }
  }

  void bool(boolean value) {
    u8(value ? 1 : 0);
  }

  void i64(long value) {
    i32((int) value);
    i32((int) (value >>> 32));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
