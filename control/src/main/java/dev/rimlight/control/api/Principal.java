package dev.rimlight.control.api;

/// Who makes a request.
sealed interface Principal {
  String name();

  /// Nobody in particular: only open operations answer.
  record Anyone() implements Principal {
    @Override
    public String name() {
      return "anyone";
    }
  }

  /// Somebody signed in, by the cookie with this secret.
  record SignedIn(String name, String secret, long expiresAt) implements Principal {}

  /// A program with the token of this process.
  record Bearer(String name) implements Principal {}
}
