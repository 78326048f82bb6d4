package dev.rimlight.core;

import java.util.List;

/// What a rule gives to the contexts that it matches.
public sealed interface Serve {
  record Fixed(String variant) implements Serve {}

  /// Shares of units by the flag's own salt; weights sum to [Limits#WHOLE].
  record Split(List<Share> shares) implements Serve {
    public Split {
      shares = List.copyOf(shares);
    }
  }

  /// Whatever the experiment says; a unit that it does not take goes on to the next rule.
  record InExperiment(String experiment) implements Serve {}
}
