package dev.rimlight.interop.conformance;

import static dev.rimlight.interop.conformance.SameJson.ABSENT_IS_NULL;
import static dev.rimlight.interop.conformance.Suite.members;

import dev.rimlight.interop.conformance.Suite.Check;
import dev.rimlight.interop.format.Format;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// The specifications of unleash/, each about its own state.
@NullUnmarked
class UnleashConformanceTest extends VendorConformance {
  @Override
  Format format() {
    return Format.UNLEASH;
  }

  @Override
  int caseCount() {
    return 169;
  }

  @Override
  List<Suite> suites() {
    return Suites.json("unleash/specifications/index.json").elements().stream()
        .map(file -> suite(Suites.json("unleash/specifications/" + file.text())))
        .toList();
  }

  private static Suite suite(Place specification) {
    List<Check> checks = new ArrayList<>();
    for (Place test : specification.at("tests").elements()) {
      checks.add(check(test, "boolean", "enabled"));
    }
    for (Place test : specification.at("variantTests").elements()) {
      checks.add(check(test, "any", "variant"));
    }
    return Suite.ofCases(
        specification.at("name").text(), specification.at("state").value(), checks);
  }

  private static Check check(Place test, String type, String compared) {
    return new Check(
        test.at("description").text(),
        members(
            "flag",
            test.at("toggleName").text(),
            "type",
            type,
            "default",
            false,
            "context",
            test.at("context").value()),
        answer ->
            ABSENT_IS_NULL
                .compare(
                    compared,
                    test.at("expectedResult").value(),
                    answer.at("vendor").at(compared).value())
                .or(() ->
                    ABSENT_IS_NULL.compare(
                        "value",
                        answer.at("vendor").at("enabled").value(),
                        answer.at("value").value())));
  }
}
