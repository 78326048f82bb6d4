package dev.rimlight.control.analyze;

import dev.rimlight.stats.Analysis;
import dev.rimlight.stats.Chance;
import dev.rimlight.stats.Comparison;
import dev.rimlight.stats.Design;
import dev.rimlight.stats.Estimate;
import dev.rimlight.stats.HealthFinding;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.Recommendation;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.Result;
import dev.rimlight.stats.Segments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// An analysis in the words of the form.
record AnalysisAnswer(Design design, Analysis analysis) {

  Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("recommendation", recommendation(analysis.recommendation()));
    members.put("health", analysis.health().stream().map(AnalysisAnswer::finding).toList());
    members.put("metrics", analysis.metrics().stream().map(this::metric).toList());
    members.put("segments", analysis.segments().stream().map(AnalysisAnswer::segments).toList());
    return members;
  }

  private Map<String, @Nullable Object> recommendation(Recommendation said) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("code", AnalysisForm.word(said.code()));
    members.put("arm", said.arm().orElse(null));
    members.put("reasons", AnalysisForm.words(said.reasons()));
    members.put("sentence", new Sentence(design, analysis).text());
    return members;
  }

  private static Map<String, @Nullable Object> finding(HealthFinding finding) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("check", AnalysisForm.word(finding.check()));
    members.put("state", AnalysisForm.word(finding.state()));
    if (!finding.dimension().isEmpty()) {
      members.put("dimension", finding.dimension());
      members.put("value", finding.value());
    }
    put(members, "p", finding.p());
    put(members, "share", finding.share());
    return members;
  }

  private Map<String, @Nullable Object> metric(Analysis.OfMetric metric) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("metric", metric.metric().key());
    members.put("role", AnalysisForm.word(metric.metric().role()));
    members.put(
        "comparisons", metric.comparisons().stream().map(AnalysisAnswer::comparison).toList());
    return members;
  }

  private static Map<String, @Nullable Object> comparison(Comparison comparison) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("arm", comparison.arm());
    members.put("valid", result(comparison.valid()));
    members.put("fixed", result(comparison.fixed()));
    comparison
        .corrected()
        .ifPresent(corrected -> {
          Map<String, @Nullable Object> family = new LinkedHashMap<>();
          family.put("method", AnalysisForm.word(corrected.method()));
          family.put("p", corrected.p());
          family.put("alpha", corrected.alpha());
          family.putAll(intervals(corrected.result()));
          members.put("corrected", family);
        });
    comparison.chance().ifPresent(chance -> members.put("chance", chance(chance)));
    comparison.covariate().ifPresent(found -> members.put("covariate", covariate(found)));
    put(members, "exact_p", comparison.exactP());
    comparison
        .guardrail()
        .ifPresent(guardrail -> members.put("guardrail", AnalysisForm.word(guardrail)));
    put(members, "detectable", comparison.detectable());
    return members;
  }

  private static Map<String, @Nullable Object> chance(Chance chance) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("to_win", chance.toWin());
    members.put("loss_of_treatment", chance.lossOfTreatment());
    members.put("loss_of_control", chance.lossOfControl());
    members.put("exact", chance.exact());
    return members;
  }

  private static Map<String, @Nullable Object> covariate(Comparison.Covariate found) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("variance_reduction", found.varianceReduction());
    members.put("theta", found.theta());
    members.put("imbalance_p", found.imbalanceP());
    return members;
  }

  /// A reason and no number, or all of them.
  private static Map<String, @Nullable Object> result(Result result) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    switch (result) {
      case Refusal refusal -> members.put("refused", AnalysisForm.word(refusal.reason()));
      case Estimate estimate -> {
        members.put("method", AnalysisForm.word(estimate.method()));
        members.put("absolute", estimate.absolute());
        put(members, "relative", estimate.relative());
        members.put("p", estimate.p());
        members.putAll(intervals(estimate));
      }
    }
    return members;
  }

  private static Map<String, @Nullable Object> intervals(Result result) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (result instanceof Estimate estimate) {
      members.put("abs_ci", ends(estimate.absoluteInterval()));
      members.put(
          "rel_ci",
          estimate
              .relativeInterval()
              .filter(Interval::bounded)
              .map(AnalysisAnswer::ends)
              .orElse(null));
      members.put("significant", estimate.significant());
    }
    return members;
  }

  private static List<Double> ends(Interval interval) {
    return List.of(interval.low(), interval.high());
  }

  private static Map<String, @Nullable Object> segments(Segments segments) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("dimension", segments.dimension());
    members.put("metric", segments.metric());
    members.put("arm", segments.arm());
    members.put("parts", segments.parts().stream().map(AnalysisAnswer::segment).toList());
    Optional<Segments.Unequal> unequal = segments.unequal();
    unequal.ifPresent(found -> {
      members.put("q", found.q());
      members.put("q_p", found.p());
      members.put("inconsistency", found.inconsistency());
      members.put("between", found.between());
      members.put("reversed", found.reversed());
    });
    return members;
  }

  private static Map<String, @Nullable Object> segment(Segments.Segment segment) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("value", segment.value());
    members.put("units", segment.units());
    members.putAll(result(segment.valid()));
    segment
        .shrunk()
        .ifPresent(shrunk -> {
          members.put("shrunk", shrunk.estimate());
          members.put("shrunk_se", shrunk.standardError());
        });
    return members;
  }

  private static void put(
      Map<String, @Nullable Object> members, String name, OptionalDouble number) {
    if (number.isPresent()) {
      members.put(name, number.getAsDouble());
    }
  }
}
