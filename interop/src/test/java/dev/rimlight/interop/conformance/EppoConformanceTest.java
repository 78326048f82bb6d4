package dev.rimlight.interop.conformance;

import static dev.rimlight.interop.conformance.SameJson.ABSENT_IS_NULL;
import static dev.rimlight.interop.conformance.Suite.members;

import dev.rimlight.interop.conformance.Suite.Check;
import dev.rimlight.interop.format.Format;
import dev.rimlight.interop.json.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/// The subjects of eppo/ufc/tests, all about one document.
@NullUnmarked
class EppoConformanceTest extends VendorConformance {
  private static final Map<String, String> TYPES =
      Map.of(
          "BOOLEAN", "boolean",
          "STRING", "string",
          "INTEGER", "integer",
          "NUMERIC", "number",
          "JSON", "object");

  /// Between the start and the end that one of the flags has.
  private static final String NOW = "2026-01-01T00:00:00Z";

  @Override
  Format format() {
    return Format.EPPO;
  }

  @Override
  int caseCount() {
    return 137;
  }

  @Override
  List<Suite> suites() {
    Object document = Suites.json("eppo/ufc/flags-v1.json").value();
    List<Suite> suites = new ArrayList<>();
    for (Path file : Suites.files("eppo/ufc/tests", ".json")) {
      Place test = Suites.json(file);
      suites.add(
          Suite.ofCases(
              file.getFileName().toString(),
              document,
              test.at("subjects").elements().stream()
                  .map(subject -> check(test, subject))
                  .toList()));
    }
    return suites;
  }

  private static Check check(Place test, Place subject) {
    Object expected = subject.at("assignment").value();
    return new Check(
        subject.at("subjectKey").text(),
        members(
            "flag", test.at("flag").text(),
            "type", TYPES.get(test.at("variationType").text()),
            "default", test.at("defaultValue").value(),
            "context",
                members(
                    "subjectKey", subject.at("subjectKey").value(),
                    "subjectAttributes", subject.at("subjectAttributes").value()),
            "now", NOW),
        answer ->
            ABSENT_IS_NULL
                .compare("value", expected, answer.at("value").value())
                .or(() ->
                    ABSENT_IS_NULL.compare(
                        "assignment", expected, answer.at("vendor").at("assignment").value())));
  }
}
