package dev.rimlight.core.hash;

/// A hash in the making, over the UTF-8 bytes of the parts that are fed to it.
///
/// Feeding parts one after the other gives the hash of the joined text, without joining: building
/// the string costs ten times as much in JavaScript as hashing it. A surrogate pair may be divided
/// between two parts. A lone surrogate counts as U+FFFD, as the web's TextEncoder writes it.
///
/// The first reading of the result ends the feeding. The result is a row of 32-bit words, the most
/// significant first: one for FNV-1a and murmur3, the digest's bytes in groups of four for the
/// others.
public abstract sealed class Hash permits Fnv1a32, Murmur3, BlockHash {
  /// The functions by name. The codes are part of the snapshot format and indexes of `values()`:
  /// append only.
  public enum Kind {
    MURMUR3(0, "murmur3"),
    FNV1A32(1, "fnv1a32"),
    MD5(2, "md5"),
    SHA1(3, "sha1"),
    SHA256(4, "sha256");

    private final int code;
    private final String name;

    Kind(int code, String name) {
      this.code = code;
      this.name = name;
    }

    public int code() {
      return code;
    }

    /// The name in documents.
    public String documentName() {
      return name;
    }

    /// How many leading bits a number may be made of.
    public int mostBits() {
      return this == MURMUR3 || this == FNV1A32 ? 32 : 60;
    }
  }

  private static final int REPLACEMENT = 0xFFFD;

  /// The high surrogate that waits for its low one, 0 when none does.
  private int high;

  private boolean ended;

  Hash() {}

  public static Hash fnv1a32() {
    return new Fnv1a32();
  }

  /// Murmur3, x86, 32 bit. A seed above 2^31 - 1 is given as the int of the same bits.
  public static Hash murmur3(int seed) {
    return new Murmur3(seed);
  }

  public static Hash md5() {
    return new Md5();
  }

  public static Hash sha1() {
    return new Sha1();
  }

  public static Hash sha256() {
    return new Sha256();
  }

  /// Only murmur3 takes the seed.
  public static Hash of(Kind kind, int seed) {
    return switch (kind) {
      case MURMUR3 -> murmur3(seed);
      case FNV1A32 -> fnv1a32();
      case MD5 -> md5();
      case SHA1 -> sha1();
      case SHA256 -> sha256();
    };
  }

  public final Hash text(String part) {
    requireOpen();
    for (int i = 0; i < part.length(); i++) {
      unit(part.charAt(i));
    }
    return this;
  }

  public final Hash character(char unit) {
    requireOpen();
    unit(unit);
    return this;
  }

  /// Bytes as they are.
  public final Hash bytes(byte[] part) {
    requireOpen();
    if (high != 0) {
      high = 0;
      threeBytes(REPLACEMENT);
    }
    for (byte octet : part) {
      accept(octet & 0xFF);
    }
    return this;
  }

  /// How many words the result has.
  public abstract int words();

  public final int word(int index) {
    if (index < 0 || index >= words()) {
      throw new IllegalArgumentException(
          "index == " + index + ", must be >= 0 and < " + words() + ", the words of this hash");
    }
    end();
    return result(index);
  }

  /// The first `bits` bits of the result as a number: unsigned, but for 64 bits, which wrap.
  public final long leadingBits(int bits) {
    int most = words() == 1 ? 32 : 64;
    if (bits < 1 || bits > most) {
      throw new IllegalArgumentException("bits == " + bits + ", must be >= 1 and <= " + most);
    }
    long first = word(0) & 0xFFFF_FFFFL;
    if (bits <= 32) {
      return first >>> (32 - bits);
    }
    return (first << 32 | (word(1) & 0xFFFF_FFFFL)) >>> (64 - bits);
  }

  /// The whole result, read as one unsigned number, modulo `divisor`.
  public final int remainder(int divisor) {
    if (divisor < 1) {
      throw new IllegalArgumentException("divisor == " + divisor + ", must be >= 1");
    }
    end();
    long remainder = 0;
    for (int i = 0; i < words(); i++) {
      remainder = (remainder << 32 | (result(i) & 0xFFFF_FFFFL)) % divisor;
    }
    return (int) remainder;
  }

  /// Takes the next byte, 0 to 255.
  abstract void accept(int octet);

  /// Called once, after the last byte.
  abstract void finish();

  abstract int result(int index);

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the result of this hash has been read, it takes no more");
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    if (high != 0) {
      threeBytes(REPLACEMENT);
    }
    finish();
    ended = true;
  }

  private void unit(char unit) {
    if (high != 0) {
      int waiting = high;
      high = 0;
      if (unit >= 0xDC00 && unit < 0xE000) {
        fourBytes(0x10000 + ((waiting - 0xD800) << 10) + (unit - 0xDC00));
        return;
      }
      threeBytes(REPLACEMENT);
    }
    if (unit < 0x80) {
      accept(unit);
    } else if (unit < 0x800) {
      accept(0xC0 | unit >> 6);
      accept(0x80 | unit & 0x3F);
    } else if (unit < 0xD800 || unit >= 0xE000) {
      threeBytes(unit);
    } else if (unit < 0xDC00) {
      high = unit;
    } else {
      threeBytes(REPLACEMENT);
    }
  }

  private void threeBytes(int point) {
    accept(0xE0 | point >> 12);
    accept(0x80 | point >> 6 & 0x3F);
    accept(0x80 | point & 0x3F);
  }

  private void fourBytes(int point) {
    accept(0xF0 | point >> 18);
    accept(0x80 | point >> 12 & 0x3F);
    accept(0x80 | point >> 6 & 0x3F);
    accept(0x80 | point & 0x3F);
  }
}
