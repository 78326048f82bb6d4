package dev.rimlight.interop.launchdarkly;

import org.jspecify.annotations.Nullable;

/// What one of our rules was made of, and so the reason to give when it serves.
sealed interface Origin {
  /// A prerequisite that was not met.
  record Prerequisite(String flag) implements Origin {}

  record Target() implements Origin {}

  /// A rule of the flag.
  ///
  /// @param id null where the document has none
  record RuleOfFlag(int index, @Nullable String id) implements Origin {}

  record Fallthrough() implements Origin {}

  /// An off variation that is none, which stands for the flag while it is off.
  record Off() implements Origin {}
}
