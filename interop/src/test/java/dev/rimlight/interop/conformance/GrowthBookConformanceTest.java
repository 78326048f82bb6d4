package dev.rimlight.interop.conformance;

import static dev.rimlight.interop.conformance.SameJson.EXACTLY;
import static dev.rimlight.interop.conformance.Suite.members;

import dev.rimlight.interop.conformance.Suite.Check;
import dev.rimlight.interop.format.Format;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The sections of growthbook/cases.json, without `decrypt` and contextual bandits.
@NullUnmarked
class GrowthBookConformanceTest extends VendorConformance {
  /// Members of a context that are the payload's, not the context's.
  private static final List<String> PAYLOAD =
      List.of("features", "experiments", "savedGroups", "contextualBandits");

  private final List<Suite> suites = new ArrayList<>();
  private Place cases;

  @Override
  Format format() {
    return Format.GROWTHBOOK;
  }

  @Override
  int caseCount() {
    return 282;
  }

  @Override
  List<Suite> suites() {
    cases = Suites.json("growthbook/cases.json");
    cases.at("feature").elements().stream()
        .filter(tuple -> !tuple.at(1).has("contextualBandits"))
        .forEach(this::feature);
    cases.at("stickyBucket").elements().forEach(this::stickyBucket);
    calls("evalCondition", 3, 1, 2, 4);
    calls("hash", 3, 0, 1, 2);
    calls("chooseVariation", 3, 1, 2);
    calls("inNamespace", 3, 1, 2);
    calls("getQueryStringOverride", 4, 1, 2, 3);
    calls("urlRedirect", 2, 1);
    ranges();
    run();
    return suites;
  }

  private void feature(Place tuple) {
    add(
        "feature",
        tuple.at(1),
        new LinkedHashMap<>(),
        tuple,
        2,
        answer -> EXACTLY.compare("vendor", tuple.at(3).value(), answer.at("vendor").value()));
  }

  private void stickyBucket(Place tuple) {
    Map<String, Object> sticky = members("sticky", tuple.at(2).value());
    add(
        "stickyBucket",
        tuple.at(1),
        sticky,
        tuple,
        3,
        answer ->
            EXACTLY
                .compare(
                    "experimentResult",
                    tuple.at(4).value(),
                    answer.at("vendor").at("experimentResult").value())
                .or(() ->
                    EXACTLY.compare("sticky", tuple.at(5).value(), answer.at("sticky").value())));
  }

  private void add(
      String section,
      Place context,
      Map<String, Object> more,
      Place tuple,
      int flagAt,
      java.util.function.Function<Place, Optional<String>> verdict) {
    Map<String, Object> payload = new LinkedHashMap<>();
    Map<String, Object> rest = new LinkedHashMap<>();
    context
        .object()
        .forEach((name, value) -> (PAYLOAD.contains(name) ? payload : rest).put(name, value));
    Map<String, Object> line = members("flag", tuple.at(flagAt).text(), "context", rest);
    line.putAll(more);
    suites.add(
        Suite.ofCases(section, payload, List.of(new Check(tuple.at(0).text(), line, verdict))));
  }

  /// Calls whose arguments are the named positions of the tuple, as far as it has them.
  private void calls(String function, int expectedAt, int... argumentsAt) {
    List<Check> checks = new ArrayList<>();
    for (Place tuple : cases.at(function).elements()) {
      List<Object> arguments = new ArrayList<>();
      for (int at : argumentsAt) {
        if (at < tuple.array().size()) {
          arguments.add(tuple.at(at).value());
        }
      }
      checks.add(
          check(
              tuple,
              arguments,
              answer ->
                  EXACTLY.compare(
                      "result", tuple.at(expectedAt).value(), answer.at("result").value())));
    }
    suites.add(Suite.ofCalls(function, checks));
  }

  private void ranges() {
    List<Check> ranges = new ArrayList<>();
    for (Place tuple : cases.at("getBucketRange").elements()) {
      ranges.add(check(tuple, tuple.at(1).array(), answer -> floored(tuple.at(2), answer)));
    }
    suites.add(Suite.ofCalls("getBucketRange", ranges));
    List<Check> weights = new ArrayList<>();
    for (Place tuple : cases.at("getEqualWeights").elements()) {
      weights.add(
          check(tuple, List.of(tuple.at(0).value()), answer -> floored(tuple.at(1), answer)));
    }
    suites.add(Suite.ofCalls("getEqualWeights", weights));
  }

  private void run() {
    List<Check> checks = new ArrayList<>();
    for (Place tuple : cases.at("run").elements()) {
      List<Object> arguments = new ArrayList<>();
      arguments.add(tuple.at(1).value());
      arguments.add(tuple.at(2).value());
      checks.add(
          check(
              tuple,
              arguments,
              answer -> {
                Place result = answer.at("result");
                return EXACTLY
                    .compare("value", tuple.at(3).value(), result.at("value").value())
                    .or(() ->
                        EXACTLY.compare(
                            "inExperiment", tuple.at(4).value(), result.at("inExperiment").value()))
                    .or(() ->
                        EXACTLY.compare(
                            "hashUsed", tuple.at(5).value(), result.at("hashUsed").value()));
              }));
    }
    suites.add(Suite.ofCalls("run", checks));
  }

  private static Check check(
      Place tuple,
      List<Object> arguments,
      java.util.function.Function<Place, Optional<String>> verdict) {
    String name = String.valueOf(tuple.at(0).value());
    return new Check(name, members("args", arguments), verdict);
  }

  private static Optional<String> floored(Place expected, Place answer) {
    return EXACTLY.compare("result", floor(expected.value()), floor(answer.at("result").value()));
  }

  /// Numbers as they are compared: without what lies past the eighth decimal.
  private static Object floor(Object tree) {
    return switch (tree) {
      case Number n -> Math.floor(n.doubleValue() * 1e8);
      case List<?> list -> list.stream().map(GrowthBookConformanceTest::floor).toList();
      case null, default -> tree;
    };
  }
}
