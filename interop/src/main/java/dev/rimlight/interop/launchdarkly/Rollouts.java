package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Arm;
import dev.rimlight.core.Attribute;
import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Operation;
import dev.rimlight.core.Operator;
import dev.rimlight.core.Range;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.hash.Hash;
import dev.rimlight.interop.compose.Lots;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How rollouts put contexts into buckets: SHA-1 over the flag's key and salt, or a seed, and the
/// value of an attribute; its first 60 bits as a part of 100,000. What has no such value lies in
/// the first bucket.
final class Rollouts {
  private static final int BITS = 60;

  private static final String SEPARATOR = ".";

  private Rollouts() {}

  /// @param unit null: the unit of the context
  static Bucketing bucketing(String key, String salt, Place seed, @Nullable Term unit) {
    String before = seed.isNull() ? key + "." + salt : JsonText.of(seed.number());
    String separator = unit instanceof Term.Choice ? "" : SEPARATOR;
    return new Bucketing(
        Hash.Kind.SHA1, 0, before + separator, unit, "", false, BITS, Limits.WHOLE, false, true);
  }

  /// What is bucketed; empty when the reference is malformed. Only texts and whole numbers can be.
  static Optional<Term> unit(Place owner, String kindMember) {
    String kind = owner.at(kindMember).textOr("");
    String bucketBy = owner.at("bucketBy").textOr("");
    if (bucketBy.isEmpty() || bucketBy.equals("key")) {
      return Optional.of(AttributeReference.keyOf(kindOrUser(kind)));
    }
    AttributeReference reference = AttributeReference.of(bucketBy, kind.isEmpty());
    return reference.malformed()
        ? Optional.empty()
        : Optional.of(
            reference
                .in(kindOrUser(kind))
                .map(Rollouts::bucketable)
                .orElse(new Term.Constant(Value.NULL)));
  }

  static String kindOrUser(String kind) {
    return kind.isEmpty() ? "user" : kind;
  }

  /// With the separator before it, because a text without characters is hashed too.
  private static Term bucketable(Attribute attribute) {
    Attribute type =
        new Attribute(attribute.name(), attribute.path(), Reading.TYPE, attribute.orNull());
    Term remainder =
        new Term.Arithmetic(
            Operation.MODULO, List.of(attribute, new Term.Constant(new Value.Numeric(1))));
    Condition whole =
        Tests.all(
            Tests.holds(type, Operator.EQUALS, new Value.Text("number")),
            Tests.holds(remainder, Operator.EQUALS, new Value.Numeric(0)));
    return new Term.Choice(
        Tests.any(Tests.holds(type, Operator.EQUALS, new Value.Text("string")), whole),
        new Term.Joined(List.of(new Term.Constant(new Value.Text(SEPARATOR)), attribute)),
        new Term.Constant(Value.NULL));
  }

  /// The part of the buckets that a variation has.
  ///
  /// @param variation position
  record Part(int variation, Range range, boolean untracked) {}

  /// Parts that follow one another and cover all buckets: the last one takes what the weights leave
  /// over.
  static List<Part> parts(Place variations) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int count = variations.elements().size();
    for (int i = 0; i < count; i++) {
      Place part = variations.at(i);
      double weight = Math.max(0, part.at("weight").numberOr(0));
      int end = i == count - 1 ? Limits.WHOLE : (int) Math.min(Limits.WHOLE, from + weight);
      parts.add(
          new Part(
              part.at("variation").integerOr(0),
              new Range(from, end),
              part.at("untracked").boolOr(false)));
      from = end;
    }
    return parts;
  }

  /// The same units, of which an absent one lies in no bucket: experiments do not count it.
  static Bucketing present(Bucketing by) {
    return new Bucketing(
        by.hash(),
        by.seed(),
        by.before(),
        by.unit(),
        by.after(),
        by.twice(),
        by.bits(),
        by.buckets(),
        by.modulo(),
        false);
  }

  /// The parts without gaps: each begins where the one before ends. Nobody comes to the gaps.
  static List<Part> joined(List<Part> parts) {
    List<Part> joined = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int to = i == parts.size() - 1 ? Limits.WHOLE : part.range().to();
      joined.add(new Part(part.variation(), new Range(from, to), part.untracked()));
      from = to;
    }
    return joined;
  }

  /// A split into the parts.
  static Serve serve(Bucketing by, List<Part> parts) {
    return Lots.serve(
        by, parts.stream().map(part -> new Lots.Lot(variant(part), width(part))).toList());
  }

  /// The parts that an experiment counts.
  static List<Arm> arms(List<Part> parts) {
    return parts.stream()
        .filter(part -> !part.untracked() && width(part) > 0)
        .map(part -> new Arm(variant(part), part.range()))
        .toList();
  }

  private static int width(Part part) {
    return part.range().to() - part.range().from();
  }

  private static String variant(Part part) {
    return Variations.key(part.variation());
  }
}
