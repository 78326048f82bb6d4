package dev.rimlight.control.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id hashes of passwords, in the PHC string format.
///
/// 19 MiB and two passes are OWASP's minimum. Each hash holds that memory, so only a few are
/// computed at a time.
final class Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;
  private static final String PREFIX =
      "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES);

  private final SecureRandom random;
  private final Semaphore slots = new Semaphore(AT_ONCE);

  Passwords(SecureRandom random) {
    this.random = random;
  }

  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return PREFIX
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(derive(password, salt));
  }

  boolean matches(String password, String hash) {
    if (!hash.startsWith(PREFIX)) {
      throw new IllegalStateException("stored hash begins with other parameters than " + PREFIX);
    }
    String[] parts = hash.substring(PREFIX.length()).split("\\$", -1);
    byte[] salt = Base64.getDecoder().decode(parts[0]);
    return MessageDigest.isEqual(Base64.getDecoder().decode(parts[1]), derive(password, salt));
  }

  private byte[] derive(String password, byte[] salt) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    slots.acquireUninterruptibly();
    try {
      argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      slots.release();
    }
    return hash;
  }
}
