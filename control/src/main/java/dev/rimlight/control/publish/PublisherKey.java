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
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The Ed25519 key with which this control plane signs; edges trust its public half.
public final class PublisherKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final String CURRENT = "publisher.key";
  private static final String NEXT = "publisher.next.key";
  private static final String PUBLISHED = "publisher.pub";
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

  /// Reads `publisher.key` in the folder and the key that comes after it, `publisher.next.key`, or
  /// makes them, and writes both public halves to `publisher.pub`, the current one first: an edge
  /// that trusts both goes on through a rotation.
  public static PublisherKey open(Path folder) throws IOException {
    PublisherKey key = of(folder.resolve(CURRENT));
    PublisherKey next = of(folder.resolve(NEXT));
    Files.writeString(folder.resolve(PUBLISHED), key.line() + next.line());
    return key;
  }

  /// Makes the next key the current one, and a new next one.
  public static PublisherKey rotate(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(NEXT))) {
      throw new IOException(folder.resolve(NEXT) + " does not exist: nothing to rotate to");
    }
    Files.move(
        folder.resolve(NEXT),
        folder.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return open(folder);
  }

  /// Both public halves by their ids, as `publisher.pub` has them: raw, in base64.
  public static Map<String, String> trusted(Path folder) throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    published(folder.resolve(PUBLISHED))
        .forEach((kid, raw) -> keys.put(kid, Base64.getEncoder().encodeToString(raw)));
    return keys;
  }

  /// The keys of a `publisher.pub` by their ids, each 32 bytes.
  public static Map<String, byte[]> published(Path file) throws IOException {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int blank = line.indexOf(' ');
      try {
        keys.put(
            line.substring(0, Math.max(blank, 0)),
            Base64.getDecoder().decode(line.substring(blank + 1).strip()));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + " has a line that is no key: " + line, e);
      }
    }
    return keys;
  }

  static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(publicKey));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private static PublisherKey of(Path file) throws IOException {
    try {
      return new PublisherKey(Files.exists(file) ? read(file) : generate(file));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " is not an Ed25519 key in PKCS#8 PEM: " + e.getMessage(), e);
    }
  }

  private String line() {
    return kid + " " + Base64.getEncoder().encodeToString(rawPublic) + "\n";
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
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
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

  public String kid() {
    return kid;
  }

  /// A hash that nobody can compute without this key, so that what was hashed cannot be guessed.
  public String keyedHash(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
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
