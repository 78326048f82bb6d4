package dev.rimlight.events.ingest;

/// A request that cannot be served, in the form of RFC 9457.
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;

  Problem(int status, String title, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /// What the other side reads.
  record Document(String type, String title, int status, String detail) {}

  Document document() {
    return new Document("about:blank", title, status, String.valueOf(getMessage()));
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  static Problem unprocessable(String detail) {
    return new Problem(422, "Unprocessable content", detail);
  }

  static Problem tooLarge(String detail) {
    return new Problem(413, "Content too large", detail);
  }
}
