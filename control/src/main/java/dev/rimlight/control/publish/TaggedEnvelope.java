package dev.rimlight.control.publish;

/// The newest envelope of one kind for an edge that asks by itself, and the tag by which it says
/// next time that it has it.
public final class TaggedEnvelope {
  private final String tag;
  private final byte[] envelope;

  TaggedEnvelope(String tag, byte[] envelope) {
    this.tag = tag;
    this.envelope = envelope.clone();
  }

  /// As in the header ETag, but without quotes.
  public String tag() {
    return tag;
  }

  public byte[] envelope() {
    return envelope.clone();
  }
}
