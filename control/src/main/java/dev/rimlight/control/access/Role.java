package dev.rimlight.control.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What somebody may do in an environment. Each may do all that those before it may.
public enum Role {
  /// Takes what is published: for edges.
  EDGE,
  /// Sees everything but people and tokens.
  VIEWER,
  /// Changes drafts, previews them, rehearses a publication.
  EDITOR,
  /// Publishes, kills and reverts.
  PUBLISHER,
  /// Decides who may do what.
  ADMIN;

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  public static String words() {
    return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
  }
}
