package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Reading;
import dev.rimlight.core.Term;
import dev.rimlight.core.Value;
import dev.rimlight.core.hash.Hash;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Tests;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is hashed and how. GrowthBook's attribute `id` is our visitor's id; an attribute that is
/// falsy is missing, any other is hashed as its text.
final class Units {
  /// What is hashed where nothing else is said.
  static final String ID = "id";

  private Units() {}

  /// How a unit is hashed.
  ///
  /// @param version null or a falsy one is `otherwise`
  /// @return empty for a version that nobody knows, which takes nobody
  static Optional<Bucketing> hashed(
      @Nullable Object version, int otherwise, String seed, @Nullable Term unit) {
    Object known = JavaScript.truthy(version) ? version : Integer.valueOf(otherwise);
    double number = known instanceof Number n ? n.doubleValue() : Double.NaN;
    if (number == 1) {
      return Optional.of(
          new Bucketing(Hash.Kind.FNV1A32, 0, "", unit, seed, false, 32, 1_000, true, false));
    }
    return number == 2
        ? Optional.of(
            new Bucketing(Hash.Kind.FNV1A32, 0, seed, unit, "", true, 32, 10_000, true, false))
        : Optional.empty();
  }

  /// What is hashed; null is the visitor's id.
  ///
  /// @param fallback the attribute that is hashed when the first is missing; null for none
  static @Nullable Term unit(String attribute, @Nullable String fallback) {
    if (fallback == null) {
      return attribute.equals(ID) ? null : alone(attribute);
    }
    return new Term.Choice(present(attribute), text(attribute), alone(fallback));
  }

  private static Term alone(String attribute) {
    return attribute.equals(ID)
        ? text(attribute)
        : new Term.Choice(
            present(attribute), text(attribute), new Term.Constant(new Value.Text("")));
  }

  private static Condition present(String attribute) {
    return attribute.equals(ID)
        ? Tests.exists(text(attribute))
        : new Subject.OfAttribute(name(attribute)).isTruthy(true);
  }

  private static Term text(String attribute) {
    return attribute.equals(ID)
        ? AttributePaths.read(Attribute.UNIT, Reading.VALUE, false)
        : AttributePaths.read(name(attribute), Reading.TEXT, false);
  }

  private static String name(String attribute) {
    return AttributePaths.pointer(List.of(attribute));
  }
}
