package dev.rimlight.control.api;

import dev.rimlight.control.access.Scopes;

/// Who makes a request.
sealed interface Principal {
  String name();

  /// None for who may do nothing yet.
  Scopes.Roles roles();

  /// Nobody in particular: only open operations answer.
  record Anyone() implements Principal {
    @Override
    public String name() {
      return "anyone";
    }

    @Override
    public Scopes.Roles roles() {
      return Scopes.Roles.NONE;
    }
  }

  /// Somebody signed in, by the cookie with this secret.
  record SignedIn(String name, Scopes.Roles roles, String secret, long expiresAt)
      implements Principal {}

  /// A program with a token.
  record Bearer(String name, Scopes.Roles roles) implements Principal {}
}
