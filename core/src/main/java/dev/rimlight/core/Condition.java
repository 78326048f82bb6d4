package dev.rimlight.core;

import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.Cidr;
import dev.rimlight.core.text.Version;
import java.util.List;

/// What must hold of a context for a rule to serve. Two-valued: a missing attribute or one of
/// another type makes a comparison false, and `Not` turns that into true.
public sealed interface Condition {
  /// Holds for every context.
  record Always() implements Condition {}

  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Condition part) implements Condition {}

  /// True if the attribute compares with at least one of the values (`EXISTS` has none). Where an
  /// attribute is a list, this and the forms below ask its elements, as [Elements] says.
  ///
  /// @param ignoreCase whether ASCII letters of both sides count as lower case; texts only
  record Compare(Attribute attribute, Operator operator, List<Value> values, boolean ignoreCase)
      implements Condition {
    public Compare {
      values = List.copyOf(values);
    }
  }

  /// True if at least one of the patterns is found in the attribute, a text.
  record Matches(Attribute attribute, List<Written<Regex>> patterns) implements Condition {
    public Matches {
      patterns = List.copyOf(patterns);
    }
  }

  /// True if the attribute, an IP address, lies in at least one of the blocks.
  record InNetwork(Attribute attribute, List<Written<Cidr>> blocks) implements Condition {
    public InNetwork {
      blocks = List.copyOf(blocks);
    }
  }

  /// True if the attribute, a version, compares with the wanted one.
  record OfVersion(Attribute attribute, VersionTest test, Written<Version> wanted)
      implements Condition {}

  /// True if the attribute, a time, lies before the moment (else: at or after it). A time is Unix
  /// milliseconds as a number or RFC 3339 as a text; the attribute [#NOW] is the time of the
  /// decision.
  record InTime(Attribute attribute, boolean before, Written<Long> moment) implements Condition {}

  /// True if the other flag, decided for the same context, gives one of the variants; whatever the
  /// reason, so that a flag that is off gives its off variant.
  record FlagGives(String flag, List<String> variants) implements Condition {
    public FlagGives {
      variants = List.copyOf(variants);
    }
  }

  /// The attribute that is the time of the decision.
  String NOW = "$now";
}
