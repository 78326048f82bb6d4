package dev.rimlight.control.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random tokens, and the hashes by which they are known. A token has 256 random bits, so a fast
/// hash is enough.
final class Secret {
  private static final int TOKEN_BYTES = 32;
  private static final int NAME_BYTES = 9;
  private static final int PASSWORD_BYTES = 15;

  private Secret() {}

  static String token(SecureRandom random) {
    return text(random, TOKEN_BYTES);
  }

  /// Names something, and is no secret.
  static String name(SecureRandom random) {
    return text(random, NAME_BYTES);
  }

  static String password(SecureRandom random) {
    return text(random, PASSWORD_BYTES);
  }

  private static String text(SecureRandom random, int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String hexHash(String token) {
    return HexFormat.of().formatHex(hash(token));
  }
}
