package dev.rimlight.core;

import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.Cidr;
import dev.rimlight.core.text.Version;
import java.util.List;

/// What one value must pass.
public sealed interface Check {
  /// The value compares with at least one of the wanted ones (`EXISTS` has none). Strict by type: 1
  /// is neither true nor "1", and only numbers are ordered. Loose: as JavaScript's `==`, `<` and
  /// `<=` compare.
  ///
  /// @param ignoreCase whether ASCII letters of both sides count as lower case; texts only
  record Compare(Operator operator, Wanted wanted, boolean ignoreCase, boolean loose)
      implements Check {}

  /// At least one of the patterns is found in the value, a text.
  record Matches(List<Written<Regex>> patterns) implements Check {
    public Matches {
      patterns = List.copyOf(patterns);
    }
  }

  /// The value, an IP address, lies in at least one of the blocks.
  record InNetwork(List<Written<Cidr>> blocks) implements Check {
    public InNetwork {
      blocks = List.copyOf(blocks);
    }
  }

  /// The value, a version of the form, compares with the wanted one.
  record OfVersion(VersionTest test, Version.Form form, Written<Version> wanted) implements Check {}

  /// The value, a time, lies before the moment (else: at or after it). A time is Unix milliseconds
  /// as a number or RFC 3339 as a text.
  record InTime(boolean before, Written<Long> moment) implements Check {}
}
