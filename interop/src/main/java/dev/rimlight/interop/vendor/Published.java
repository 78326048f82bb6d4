package dev.rimlight.interop.vendor;

import dev.rimlight.core.Definitions;
import dev.rimlight.core.SnapshotCodec;
import java.util.concurrent.atomic.AtomicLong;

/// A snapshot as it is sent to an engine: its bytes, and a number that says which it is, so that
/// each is sent once.
public final class Published {
  private static final AtomicLong NEXT = new AtomicLong(1);

  private final long id = NEXT.getAndIncrement();
  private final byte[] bytes;

  private Published(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Published of(Definitions definitions) {
    return new Published(SnapshotCodec.encode(definitions));
  }

  public long id() {
    return id;
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
