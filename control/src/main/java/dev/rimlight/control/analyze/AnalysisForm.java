package dev.rimlight.control.analyze;

import dev.rimlight.stats.Analysis;
import dev.rimlight.stats.Design;
import dev.rimlight.stats.Direction;
import dev.rimlight.stats.EffectPrior;
import dev.rimlight.stats.Guardrail;
import dev.rimlight.stats.Observation;
import dev.rimlight.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One experiment as a whole: its design and the sums of its arms, and everything that is said of
/// it.
final class AnalysisForm {
  private static final double DEFAULT_ALPHA = 0.05;

  private AnalysisForm() {}

  static Map<String, @Nullable Object> answer(JsonNode line) {
    CaseInput asked = new CaseInput("line", line);
    asked.requireOnly(
        "id",
        "alpha",
        "horizon",
        "arms",
        "metrics",
        "dimensions",
        "days",
        "crossover_units",
        "loss_rate",
        "smallest_split_p",
        "earlier_fractions");
    try {
      Design design = design(asked);
      return new AnalysisAnswer(design, Analysis.of(design, observation(asked, design))).members();
    } catch (IllegalArgumentException e) {
      throw new Refused("line: " + e.getMessage());
    }
  }

  private static Design design(CaseInput asked) {
    List<Design.Arm> arms =
        asked.elements(
            "arms",
            arm -> {
              arm.requireOnly("arm", "weight", "units");
              return new Design.Arm(arm.text("arm"), arm.number("weight", 1));
            });
    return new Design(
        arms,
        asked.elements("metrics", AnalysisForm::metric),
        HorizonInput.read(asked, "horizon"),
        asked.number("alpha", DEFAULT_ALPHA));
  }

  private static Design.Metric metric(CaseInput metric) {
    metric.requireOnly("metric", "kind", "role", "direction", "margin", "prior", "level", "arms");
    return new Design.Metric(
        metric.text("metric"),
        metric.has("role") ? metric.oneOf("role", Design.Role.values()) : Design.Role.GOAL,
        metric.has("direction")
            ? metric.oneOf("direction", Direction.values())
            : Direction.INCREASE,
        metric.number("margin", Guardrail.DEFAULT_MARGIN),
        metric.has("prior") ? prior(metric.object("prior")) : EffectPrior.Normal.DEFAULT);
  }

  private static EffectPrior prior(CaseInput prior) {
    prior.requireOnly("mean", "standard_deviation");
    double deviation = prior.number("standard_deviation");
    return new EffectPrior.Normal(prior.number("mean", 0), deviation * deviation);
  }

  private static Observation observation(CaseInput asked, Design design) {
    Map<String, Map<String, Sample>> samples = new LinkedHashMap<>();
    Map<String, Sampling> samplings = new LinkedHashMap<>();
    for (CaseInput metric : asked.elements("metrics", each -> each)) {
      Sampling sampling = Sampling.of(metric);
      samplings.put(metric.text("metric"), sampling);
      samples.put(metric.text("metric"), arms(design, sampling, metric.object("arms")));
    }
    Map<String, Long> units = new LinkedHashMap<>();
    for (CaseInput arm : asked.elements("arms", each -> each)) {
      String key = arm.text("arm");
      units.put(key, arm.has("units") ? arm.count("units") : most(samples, key));
    }
    return new Observation(
        units,
        samples,
        dimensions(asked, design, samplings),
        asked.has("crossover_units") ? asked.count("crossover_units") : 0,
        asked.has("loss_rate")
            ? OptionalDouble.of(asked.number("loss_rate"))
            : OptionalDouble.empty(),
        asked.number("days", 0),
        asked.number("smallest_split_p", 1),
        asked.has("earlier_fractions")
            ? asked.elements("earlier_fractions", CaseInput::number)
            : List.of());
  }

  /// Where the arms do not say how many units they have: those of the metric with the most.
  private static long most(Map<String, Map<String, Sample>> samples, String arm) {
    long most = 0;
    for (Map<String, Sample> arms : samples.values()) {
      Sample sample = arms.get(arm);
      most = sample == null ? most : Math.max(most, sample.units());
    }
    return most;
  }

  private static Map<String, Sample> arms(Design design, Sampling sampling, CaseInput arms) {
    arms.requireOnly(design.arms().stream().map(Design.Arm::key).toArray(String[]::new));
    Map<String, Sample> samples = new LinkedHashMap<>();
    for (Design.Arm arm : design.arms()) {
      if (arms.has(arm.key())) {
        samples.put(arm.key(), sampling.read(arms.object(arm.key())));
      }
    }
    return samples;
  }

  private static Map<String, Map<String, Observation.Part>> dimensions(
      CaseInput asked, Design design, Map<String, Sampling> samplings) {
    Map<String, Map<String, Observation.Part>> dimensions = new LinkedHashMap<>();
    if (!asked.has("dimensions")) {
      return dimensions;
    }
    CaseInput named = asked.object("dimensions");
    for (String dimension : named.names()) {
      Map<String, Observation.Part> parts = new LinkedHashMap<>();
      CaseInput values = named.object(dimension);
      for (String value : values.names()) {
        parts.put(value, part(values.object(value), design, samplings));
      }
      dimensions.put(dimension, parts);
    }
    return dimensions;
  }

  /// Metrics by name, arms by name, sums.
  private static Observation.Part part(
      CaseInput part, Design design, Map<String, Sampling> samplings) {
    part.requireOnly(samplings.keySet().toArray(String[]::new));
    Map<String, Map<String, Sample>> samples = new LinkedHashMap<>();
    samplings.forEach((metric, sampling) -> {
      if (part.has(metric)) {
        samples.put(metric, arms(design, sampling, part.object(metric)));
      }
    });
    Map<String, Long> units = new LinkedHashMap<>();
    for (Design.Arm arm : design.arms()) {
      units.put(arm.key(), most(samples, arm.key()));
    }
    return new Observation.Part(units, samples);
  }

  /// As the form spells a constant.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static List<String> words(List<? extends Enum<?>> constants) {
    List<String> words = new ArrayList<>(constants.size());
    constants.forEach(constant -> words.add(word(constant)));
    return words;
  }
}
