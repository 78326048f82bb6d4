package dev.rimlight.control.alert;

import java.util.Locale;
import java.util.Optional;

/// Something that needs somebody, as of one look.
///
/// @param rule what was looked at
/// @param subject whom it is about; of one rule and subject there is one alert at a time
/// @param kill the flag that may be killed to end it
record Finding(
    Rule rule, String subject, Severity severity, String sentence, Optional<String> kill) {

  /// What is looked at. The words are stable.
  enum Rule {
    /// A metric that must not get worse has.
    GUARDRAIL,
    /// A goal has got worse.
    GOAL,
    /// The results cannot be trusted.
    HEALTH,
    /// An edge runs something old, or cannot be reached.
    EDGE,
    /// Events are missing, or nobody can say.
    EVENTS,
    /// Something was to be published by now, and is not.
    SCHEDULE,
    /// A rule that somebody wrote holds.
    RULE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How grave it is.
  enum Severity {
    WARNING,
    CRITICAL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
