package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;

/// Whom an operation answers.
sealed interface Admission {
  /// Also those who have not signed in.
  record Anyone() implements Admission {}

  /// Whoever has signed in or sends a token, whatever the role.
  record Known() implements Admission {}

  record Needs(Role role) implements Admission {}
}
