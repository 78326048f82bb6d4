package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import java.util.Optional;

/// Who makes a request.
sealed interface Principal {
  String name();

  /// Empty for who may do nothing yet.
  Optional<Role> role();

  /// Nobody in particular: only open operations answer.
  record Anyone() implements Principal {
    @Override
    public String name() {
      return "anyone";
    }

    @Override
    public Optional<Role> role() {
      return Optional.empty();
    }
  }

  /// Somebody signed in, by the cookie with this secret.
  record SignedIn(String name, Optional<Role> role, String secret, long expiresAt)
      implements Principal {}

  /// A program with a token.
  record Bearer(String name, Optional<Role> role) implements Principal {}
}
