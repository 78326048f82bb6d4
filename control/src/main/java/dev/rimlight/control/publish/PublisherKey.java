package dev.rimlight.control.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/// The Ed25519 key with which this control plane signs; edges trust its public half.
public final class PublisherKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final int SEED_BYTES = 32;
  private static final int KID_CHARS = 8;

  private final PrivateKey key;
  private final byte[] rawPublic;
  private final String kid;

  private PublisherKey(PrivateKey key) throws GeneralSecurityException {
    this.key = key;
    byte[] encoded = key.getEncoded();
    byte[] seed = Arrays.copyOfRange(encoded, encoded.length - SEED_BYTES, encoded.length);
    this.rawPublic = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(rawPublic);
    this.kid = HexFormat.of().formatHex(hash).substring(0, KID_CHARS);
  }

  /// Reads `publisher.key` in the folder, or makes it, and writes its public half to
  /// `publisher.pub`.
  public static PublisherKey open(Path folder) throws IOException {
    Path file = folder.resolve("publisher.key");
    try {
      PublisherKey key = new PublisherKey(Files.exists(file) ? read(file) : generate(file));
      Files.writeString(
          folder.resolve("publisher.pub"),
          key.kid + " " + Base64.getEncoder().encodeToString(key.rawPublic) + "\n");
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " is not an Ed25519 key in PKCS#8 PEM: " + e.getMessage(), e);
    }
  }

  private static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
    String base64 = Files.readString(file).replace(BEGIN, "").replace(END, "");
    byte[] encoded = Base64.getMimeDecoder().decode(base64);
    return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /// Written beside and renamed, so that a crash leaves either no key or a whole one.
  private static PrivateKey generate(Path file) throws IOException, GeneralSecurityException {
    PrivateKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
    String base64 = Base64.getEncoder().encodeToString(key.getEncoded());
    Path fresh = file.resolveSibling("publisher.key.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        fresh,
        BEGIN + "\n" + base64 + "\n" + END + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.WRITE);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return key;
  }

  String kid() {
    return kid;
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with key " + kid, e);
    }
  }
}
