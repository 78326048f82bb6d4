package dev.rimlight.core;

import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.Cidr;
import dev.rimlight.core.text.Timestamp;
import dev.rimlight.core.text.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What one value must pass.
public sealed interface Check {
  boolean passes(Value seen, Question question);

  /// Whether every list passes, as one value.
  default boolean ofWhole() {
    return false;
  }

  /// The value compares with at least one of the wanted ones (`EXISTS` has none). Strict by type: 1
  /// is neither true nor "1", and only numbers are ordered. Loose: as JavaScript's `==`, `<` and
  /// `<=` compare.
  ///
  /// @param ignoreCase whether ASCII letters of both sides count as lower case; texts only
  record Compare(Operator operator, Wanted wanted, boolean ignoreCase, boolean loose)
      implements Check {
    @Override
    public boolean passes(Value seen, Question question) {
      if (operator == Operator.EXISTS) {
        return true;
      }
      Set<String> texts = wanted.texts();
      if (texts != null && operator == Operator.IN && !ignoreCase && !loose) {
        return seen instanceof Value.Text text && texts.contains(text.value());
      }
      List<Term> terms = wanted.terms();
      for (int i = 0; i < terms.size(); i++) {
        Value value = terms.get(i).value(question);
        if (value != null
            && (loose
                ? Comparisons.loosely(operator, seen, value)
                : Comparisons.strictly(operator, ignoreCase, seen, value))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean ofWhole() {
      return operator == Operator.EXISTS;
    }
  }

  /// At least one of the patterns is found in the value, a text.
  record Matches(List<Written<Regex>> patterns) implements Check {
    public Matches {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean passes(Value seen, Question question) {
      if (seen instanceof Value.Text text) {
        for (int i = 0; i < patterns.size(); i++) {
          if (patterns.get(i).meaning().foundIn(text.value())) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /// The value, an IP address, lies in at least one of the blocks.
  record InNetwork(List<Written<Cidr>> blocks) implements Check {
    public InNetwork {
      blocks = List.copyOf(blocks);
    }

    @Override
    public boolean passes(Value seen, Question question) {
      if (seen instanceof Value.Text text) {
        for (int i = 0; i < blocks.size(); i++) {
          if (blocks.get(i).meaning().contains(text.value())) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /// The value, a version of the form, compares with the wanted one.
  record OfVersion(VersionTest test, Version.Form form, Written<Version> wanted) implements Check {
    @Override
    public boolean passes(Value seen, Question question) {
      if (!(seen instanceof Value.Text text)) {
        return false;
      }
      Optional<Version> version = Version.parse(text.value(), form);
      return version.isPresent() && test.holds(version.get(), wanted.meaning());
    }
  }

  /// The value, a time, lies before the moment (else: at or after it). A time is Unix milliseconds
  /// as a number or RFC 3339 as a text.
  record InTime(boolean before, Written<Long> moment) implements Check {
    @Override
    public boolean passes(Value seen, Question question) {
      long bound = moment.meaning();
      if (seen instanceof Value.Numeric number) {
        return before ? number.value() < bound : number.value() >= bound;
      }
      if (!(seen instanceof Value.Text text)) {
        return false;
      }
      OptionalLong time = Timestamp.parseDateTime(text.value());
      return time.isPresent() && time.getAsLong() < bound == before;
    }
  }
}
