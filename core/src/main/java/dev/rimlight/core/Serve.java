package dev.rimlight.core;

import java.util.List;

/// What a rule gives to the contexts that it matches.
public sealed interface Serve {
  record Fixed(String variant) implements Serve {}

  /// Shares of units; weights sum to the profile's buckets. A unit that is absent goes on to the
  /// next rule.
  record Split(Bucketing by, List<Share> shares) implements Serve {
    public Split {
      shares = List.copyOf(shares);
    }
  }

  /// Whatever the experiment says; a unit that it does not take goes on to the next rule.
  record InExperiment(String experiment) implements Serve {}

  /// The variant that the term's value names, a boolean by `true` or `false`; without a value the
  /// next rule is asked, and a name that is no variant is an error.
  record Named(Term name) implements Serve {}

  /// No variant: the caller's own default applies.
  record Nothing() implements Serve {}

  /// What the other system would answer with an error; see [Condition.Broken].
  record Broken(String error) implements Serve {}
}
