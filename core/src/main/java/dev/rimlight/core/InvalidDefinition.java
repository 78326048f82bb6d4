package dev.rimlight.core;

/// A document that cannot be published: what is wrong, where, and what would be right.
public final class InvalidDefinition extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String pointer;

  /// `code` is stable and machine-readable, `pointer` a JSON pointer (RFC 6901) into the document.
  public InvalidDefinition(String code, String pointer, String message) {
    super(message);
    this.code = code;
    this.pointer = pointer;
  }

  public String code() {
    return code;
  }

  public String pointer() {
    return pointer;
  }
}
