package dev.rimlight.control.publish;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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

  static byte[] seal(Purpose purpose, byte[] payload, PublisherKey key) {
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

  private static byte[] signed(Purpose purpose, byte[] payload) {
    return ByteBuffer.allocate(MAGIC.length + 1 + payload.length)
        .put(MAGIC)
        .put(purpose.code)
        .put(payload)
        .array();
  }
}
