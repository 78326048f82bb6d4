package dev.rimlight.core.text;

import java.util.Optional;

/// A block of IP addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address.
///
/// Addresses of version 4 are kept as the version 6 addresses that stand for them (`::ffff:0:0/96`,
/// RFC 4291 section 2.5.5.2), so that `::ffff:10.1.2.3` is `10.1.2.3`. A block of version 6 holds
/// no address of version 4, however wide it is.
public final class Cidr {
  private static final int V4_PREFIX_BITS = 96;
  private static final int ALL_BITS = 128;

  private final int[] network;
  private final int bits;

  private Cidr(int[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /// Bits below the prefix may be set and are ignored.
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    Optional<int[]> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    boolean dotted = text.indexOf(':') < 0;
    int offset = dotted ? V4_PREFIX_BITS : 0;
    int prefix = slash < 0 ? ALL_BITS - offset : prefix(text, slash + 1, ALL_BITS - offset);
    return prefix < 0 ? Optional.empty() : Optional.of(new Cidr(address.get(), offset + prefix));
  }

  /// False for a text that is no address.
  public boolean contains(String address) {
    Optional<int[]> words = IpAddress.parse(address);
    return words.isPresent() && contains(words.get());
  }

  private boolean contains(int[] address) {
    boolean ofVersion4 = bits >= V4_PREFIX_BITS && IpAddress.isVersion4(network);
    if (ofVersion4 != IpAddress.isVersion4(address)) {
      return false;
    }
    int left = bits;
    for (int i = 0; left > 0; i++) {
      int mask = left >= 32 ? -1 : -1 << (32 - left);
      if (((address[i] ^ network[i]) & mask) != 0) {
        return false;
      }
      left -= 32;
    }
    return true;
  }

  /// The number from `start` to the end without leading zeros, -1 if it is none or above `most`.
  private static int prefix(String text, int start, int most) {
    int length = text.length() - start;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
      return -1;
    }
    int prefix = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      prefix = 10 * prefix + digit;
    }
    return prefix <= most ? prefix : -1;
  }
}
