package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Range;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;

/// Shares of units as conditions: filters, namespaces, rollouts.
final class Gates {
  private static final int OF_FILTERS = 2;

  private Gates() {}

  /// A unit passes a filter when one of its ranges has it, and must pass all.
  static Condition filters(Place filters) {
    List<Condition> parts = new ArrayList<>();
    for (Place filter : Translation.list(filters)) {
      Object attribute = filter.at("attribute").value();
      parts.add(
          Units.hashed(
                  filter.at("hashVersion").value(),
                  OF_FILTERS,
                  JavaScript.text(filter.at("seed").value()),
                  Units.unit(
                      JavaScript.truthy(attribute) ? JavaScript.text(attribute) : Units.ID, null))
              .map(by ->
                  in(
                      by,
                      BucketRanges.read(filter.at("ranges")).stream()
                          .map(range -> BucketRanges.buckets(range, by.buckets()))
                          .toList()))
              .orElse(Tests.NEVER));
    }
    return Tests.all(parts);
  }

  /// `[name, start, end]`, of whatever the experiment hashes.
  static Condition namespace(Place namespace, ExperimentSettings experiment) {
    return Units.hashed(1, 1, "__" + JavaScript.text(namespace.at(0).value()), experiment.unit())
        .map(by ->
            in(
                by,
                List.of(
                    BucketRanges.buckets(
                        new double[] {namespace.at(1).number(), namespace.at(2).number()},
                        by.buckets()))))
        .orElse(Tests.NEVER);
  }

  /// The share of units that a rule forces its value on.
  static Condition rollout(Place rule, String feature, boolean keepsAssignments) {
    boolean ranged = JavaScript.truthy(rule.at("range").value());
    if (!ranged && !rule.has("coverage")) {
      return Tests.ALWAYS;
    }
    double coverage = rule.at("coverage").numberOr(0);
    if (!ranged && !rule.at("coverage").isNull() && coverage == 0) {
      return Tests.NEVER;
    }
    ExperimentSettings unit = ExperimentSettings.of(rule, keepsAssignments);
    Object seed = rule.at("seed").value();
    return Units.hashed(
            rule.at("hashVersion").value(),
            1,
            JavaScript.truthy(seed) ? JavaScript.text(seed) : feature,
            unit.unit())
        .map(by ->
            in(
                by,
                List.of(
                    ranged
                        ? BucketRanges.buckets(
                            new double[] {
                              rule.at("range").at(0).number(), rule.at("range").at(1).number()
                            },
                            by.buckets())
                        : BucketRanges.upTo(coverage, by.buckets()))))
        .orElse(Tests.NEVER);
  }

  private static Condition in(Bucketing by, List<Range> ranges) {
    List<Range> some = ranges.stream().filter(range -> range.from() < range.to()).toList();
    return some.isEmpty() ? Tests.NEVER : new Condition.InBuckets(by, some);
  }
}
