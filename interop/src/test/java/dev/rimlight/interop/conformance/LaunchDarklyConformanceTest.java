package dev.rimlight.interop.conformance;

import static dev.rimlight.interop.conformance.SameJson.ABSENT_IS_NULL;
import static dev.rimlight.interop.conformance.Suite.members;

import dev.rimlight.interop.conformance.Suite.Check;
import dev.rimlight.interop.format.Format;
import dev.rimlight.interop.json.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The expanded server-side suites of launchdarkly/.
@NullUnmarked
class LaunchDarklyConformanceTest extends VendorConformance {
  @Override
  Format format() {
    return Format.LAUNCHDARKLY;
  }

  @Override
  int caseCount() {
    return 424;
  }

  @Override
  List<Suite> suites() {
    List<Suite> suites = new ArrayList<>();
    for (Path file : Suites.files("launchdarkly/expanded/server-side-eval", ".json")) {
      String section = file.getFileName().toString().replace(".json", "");
      for (Place suite : Suites.json(file).elements()) {
        Place flags = suite.at("sdkData").at("flags");
        suites.add(
            Suite.ofCases(
                section,
                suite.at("sdkData").value(),
                suite.at("evaluations").elements().stream()
                    .map(evaluation ->
                        check(suite.at("name").textOr(suite.pointer()), flags, evaluation))
                    .toList()));
      }
    }
    return suites;
  }

  private static Check check(String suite, Place flags, Place evaluation) {
    String flag = evaluation.at("flagKey").text();
    Object fallback =
        evaluation.has("default") ? evaluation.at("default").value() : zero(flags.at(flag));
    return new Check(
        suite + ": " + evaluation.at("name").textOr(evaluation.pointer()),
        members(
            "flag",
            flag,
            "type",
            type(evaluation.at("valueType").textOrNull(), fallback),
            "default",
            fallback,
            "context",
            evaluation.at("context").value()),
        answer -> verdict(evaluation.at("expect"), answer));
  }

  private static Optional<String> verdict(Place expected, Place answer) {
    Place vendor = answer.at("vendor");
    return compare("value", expected, vendor)
        .or(() -> compare("value", expected, answer))
        .or(() -> compare("variationIndex", expected, vendor))
        .or(() ->
            ABSENT_IS_NULL.compare(
                "reason", reason(expected.at("reason")), reason(vendor.at("reason"))));
  }

  private static Optional<String> compare(String name, Place expected, Place actual) {
    return ABSENT_IS_NULL.compare(name, expected.at(name).value(), actual.at(name).value());
  }

  /// `inExperiment: false` is as if it were not there.
  private static Object reason(Place reason) {
    if (reason.isNull()) {
      return null;
    }
    Map<String, Object> members = new LinkedHashMap<>(reason.object());
    members.remove("inExperiment", false);
    return members;
  }

  /// The zero value of the type of the flag's first variation.
  private static Object zero(Place flag) {
    List<Place> variations = flag.at("variations").elements();
    return switch (variations.isEmpty() ? null : variations.getFirst().value()) {
      case Boolean b -> false;
      case Number n -> 0;
      case String s -> "";
      case null, default -> null;
    };
  }

  private static String type(String valueType, Object fallback) {
    return switch (valueType) {
      case "bool" -> "boolean";
      case "int" -> "integer";
      case "double" -> "number";
      case null ->
          switch (fallback) {
            case Boolean b -> "boolean";
            case Number n when n.doubleValue() == Math.rint(n.doubleValue()) -> "integer";
            case Number n -> "number";
            case String s -> "string";
            case null, default -> "any";
          };
      default -> valueType;
    };
  }
}
