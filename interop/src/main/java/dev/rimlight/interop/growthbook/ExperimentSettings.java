package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Term;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.json.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An experiment as a document or a call of `run` has it.
///
/// @param experiment the object
/// @param sticky whether the SDK keeps assignments, and the experiment does not forbid it
record ExperimentSettings(Place experiment, boolean sticky) {
  static ExperimentSettings of(Place experiment, boolean keepsAssignments) {
    return new ExperimentSettings(
        experiment,
        keepsAssignments && !JavaScript.truthy(experiment.at("disableStickyBucketing").value()));
  }

  /// The members of a feature's rule that make an experiment, in the order of the SDK.
  static Map<String, @Nullable Object> ofRule(
      Place rule, List<@Nullable Object> variations, String feature) {
    Map<String, @Nullable Object> experiment = new LinkedHashMap<>();
    experiment.put("variations", variations);
    experiment.put(
        "key", JavaScript.truthy(rule.at("key").value()) ? rule.at("key").value() : feature);
    if (rule.has("coverage")) {
      experiment.put("coverage", rule.at("coverage").value());
    }
    List.of("weights", "hashAttribute", "fallbackAttribute", "disableStickyBucketing")
        .forEach(name -> putIfTruthy(experiment, rule, name));
    for (String name : List.of("bucketVersion", "minBucketVersion")) {
      if (rule.has(name)) {
        experiment.put(name, rule.at(name).value());
      }
    }
    List.of(
            "namespace",
            "meta",
            "ranges",
            "name",
            "phase",
            "seed",
            "hashVersion",
            "filters",
            "condition")
        .forEach(name -> putIfTruthy(experiment, rule, name));
    return experiment;
  }

  private static void putIfTruthy(Map<String, @Nullable Object> to, Place from, String name) {
    if (JavaScript.truthy(from.at(name).value())) {
      to.put(name, from.at(name).value());
    }
  }

  String key() {
    return JavaScript.text(experiment.at("key").value());
  }

  List<@Nullable Object> variations() {
    return experiment.at("variations").array();
  }

  String hashAttribute() {
    return textOr("hashAttribute", Units.ID);
  }

  /// Null when none is looked at.
  @Nullable String fallbackAttribute() {
    return sticky && JavaScript.truthy(experiment.at("fallbackAttribute").value())
        ? JavaScript.text(experiment.at("fallbackAttribute").value())
        : null;
  }

  Place meta(int variation) {
    Place meta = experiment.at("meta");
    return meta.value() instanceof List<?> list && variation < list.size()
        ? meta.at(variation)
        : Place.root(null);
  }

  boolean passesOn(int variation) {
    return JavaScript.truthy(meta(variation).at("passthrough").value());
  }

  boolean passesOn() {
    for (int i = 0; i < variations().size(); i++) {
      if (passesOn(i)) {
        return true;
      }
    }
    return false;
  }

  /// The name under which assignments keep the variation.
  String variationKey(int variation) {
    Object key = meta(variation).at("key").value();
    return JavaScript.truthy(key) ? JavaScript.text(key) : String.valueOf(variation);
  }

  /// The variation of a kept assignment, -1 for none; only keys that somebody gave count.
  int variationOf(@Nullable Object key) {
    for (int i = 0; i < experiment.at("meta").elements().size(); i++) {
      Object given = meta(i).at("key").value();
      if (given != null && given.equals(key)) {
        return i;
      }
    }
    return -1;
  }

  int bucketVersion() {
    return version("bucketVersion");
  }

  int minBucketVersion() {
    return version("minBucketVersion");
  }

  private int version(String name) {
    return JavaScript.truthy(experiment.at(name).value()) ? experiment.at(name).integer() : 0;
  }

  /// Empty when the version of the hash is unknown.
  Optional<Bucketing> bucketing() {
    return Units.hashed(experiment.at("hashVersion").value(), 1, textOr("seed", key()), unit());
  }

  @Nullable Term unit() {
    return Units.unit(hashAttribute(), fallbackAttribute());
  }

  List<double[]> ranges() {
    if (JavaScript.truthy(experiment.at("ranges").value())) {
      return BucketRanges.read(experiment.at("ranges"));
    }
    Place weights = experiment.at("weights");
    double coverage = experiment.has("coverage") ? experiment.at("coverage").numberOr(0) : 1;
    return BucketRanges.of(
        variations().size(),
        coverage,
        JavaScript.truthy(weights.value())
            ? weights.elements().stream().mapToDouble(Place::number).toArray()
            : null);
  }

  /// Whether it could take anybody who is not forced.
  boolean runs() {
    return !"draft".equals(experiment.at("status").value())
        && !Boolean.FALSE.equals(experiment.at("active").value());
  }

  boolean stopped() {
    return "stopped".equals(experiment.at("status").value());
  }

  private String textOr(String name, String absent) {
    Object value = experiment.at(name).value();
    return JavaScript.truthy(value) ? JavaScript.text(value) : absent;
  }
}
