package dev.rimlight.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// The keys that the demo's processes share, made on the first start and kept in the data folder
/// for the next.
record Secrets(String adminPassword, String token, String ingestKey, String cookieKeys) {
  static Secrets of(Path data) {
    Path file = data.resolve("secrets.properties");
    Properties kept = new Properties();
    try {
      if (Files.exists(file)) {
        try (var in = Files.newBufferedReader(file)) {
          kept.load(in);
        }
      } else {
        kept.setProperty("adminPassword", random(9));
        kept.setProperty("token", random(32));
        kept.setProperty("ingestKey", random(32));
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        kept.setProperty("cookieKeys", "k1:" + Base64.getEncoder().encodeToString(key));
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newBufferedWriter(file)) {
          kept.store(out, "Keys of the demo; delete the whole folder to start afresh.");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Secrets(
        kept.getProperty("adminPassword"),
        kept.getProperty("token"),
        kept.getProperty("ingestKey"),
        kept.getProperty("cookieKeys"));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
