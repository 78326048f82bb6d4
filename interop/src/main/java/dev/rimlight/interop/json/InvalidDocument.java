package dev.rimlight.interop.json;

/// A JSON document that is not what it is said to be: what is wrong, where, and what would be
/// right.
public final class InvalidDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  /// @param pointer a JSON pointer into the document
  public InvalidDocument(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  public String pointer() {
    return pointer;
  }
}
