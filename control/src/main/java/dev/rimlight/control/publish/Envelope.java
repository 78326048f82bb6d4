package dev.rimlight.control.publish;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A signed message to an edge.
///
/// Layout: "RLE1", one byte purpose ('S' snapshot, 'K' kill list), one byte length of the key id,
/// the key id in ASCII, 64 bytes Ed25519 signature, payload. The signature covers "RLE1", the
/// purpose and the payload: a signed snapshot can therefore never be passed off as a kill list.
public final class Envelope {
  static final byte[] MAGIC = "RLE1".getBytes(StandardCharsets.US_ASCII);
  static final int SIGNATURE_BYTES = 64;

  private Envelope() {}

  /// What a message is for.
  public enum Purpose {
    SNAPSHOT('S'),
    KILL('K');

    private final byte code;

    Purpose(char code) {
      this.code = (byte) code;
    }
  }

  public static byte[] seal(Purpose purpose, byte[] payload, PublisherKey key) {
    byte[] signature = key.sign(signed(purpose, payload));
    byte[] kid = key.kid().getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream envelope = new ByteArrayOutputStream(payload.length + 128);
    envelope.writeBytes(MAGIC);
    envelope.write(purpose.code);
    envelope.write(kid.length);
    envelope.writeBytes(kid);
    envelope.writeBytes(signature);
    envelope.writeBytes(payload);
    return envelope.toByteArray();
  }

  /// An envelope that was opened.
  ///
  /// @param kid which key signed, by its id
  public record Sealed(Purpose purpose, String kid, Signed signed) {
    public byte[] payload() {
      return signed.payload();
    }

    /// @param publicKey Ed25519, 32 bytes
    public boolean isSignedBy(byte[] publicKey) {
      return PublisherKey.verifies(
          publicKey, Envelope.signed(purpose, signed.payload()), signed.signature());
    }
  }

  /// The bytes of an envelope.
  public static final class Signed {
    private final byte[] signature;
    private final byte[] payload;

    private Signed(byte[] signature, byte[] payload) {
      this.signature = signature;
      this.payload = payload;
    }

    byte[] signature() {
      return signature.clone();
    }

    byte[] payload() {
      return payload.clone();
    }
  }

  public static boolean isSealed(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// Takes an envelope apart; its signature is not looked at. Throws IllegalArgumentException when
  /// it is too short or of no known purpose.
  public static Sealed open(byte[] envelope) {
    int head = MAGIC.length + 2;
    if (envelope.length < head) {
      throw new IllegalArgumentException("the envelope ends too early");
    }
    int signatureAt = head + (envelope[head - 1] & 0xFF);
    int payloadAt = signatureAt + SIGNATURE_BYTES;
    if (envelope.length < payloadAt) {
      throw new IllegalArgumentException("the envelope ends too early");
    }
    for (Purpose purpose : Purpose.values()) {
      if (purpose.code == envelope[MAGIC.length]) {
        return new Sealed(
            purpose,
            new String(envelope, head, signatureAt - head, StandardCharsets.US_ASCII),
            new Signed(
                Arrays.copyOfRange(envelope, signatureAt, payloadAt),
                Arrays.copyOfRange(envelope, payloadAt, envelope.length)));
      }
    }
    throw new IllegalArgumentException(
        "purpose == " + envelope[MAGIC.length] + ", must be 83 (S) or 75 (K)");
  }

  private static byte[] signed(Purpose purpose, byte[] payload) {
    return ByteBuffer.allocate(MAGIC.length + 1 + payload.length)
        .put(MAGIC)
        .put(purpose.code)
        .put(payload)
        .array();
  }
}
