package dev.rimlight.control.analyze;

import java.util.HashMap;
import java.util.Map;

/// The tables about estimates, tests and power at one look.
final class EstimationTables {
  private EstimationTables() {}

  static Map<String, ReferenceMethod> methods() {
    Map<String, ReferenceMethod> methods = new HashMap<>();
    methods.put("gb_mean", checked(MeanTables::mean));
    methods.put("gb_proportion", checked(MeanTables::proportion));
    methods.put("gb_ratio", checked(MeanTables::ratio));
    methods.put("gb_cuped_mean", checked(MeanTables::cupedMean));
    methods.put("gb_cuped_ratio", checked(MeanTables::cupedRatio));
    methods.put("gb_poststrat", checked(MeanTables::postStratified));
    methods.put("gb_quantile", checked(MeanTables::quantile));
    methods.put("fieller_relative", checked(MeanTables::fieller));
    methods.put("tea_mean_ratio_cuped", checked(ComparisonTables::means));
    methods.put("tea_proportion", checked(ComparisonTables::proportions));
    methods.put("small_sample_proportions", checked(ComparisonTables::smallSamples));
    methods.put("tea_power", checked(PowerTables::meanPower));
    methods.put("gb_power", checked(PowerTables::plan));
    methods.put("gb_midexperiment_power", checked(PowerTables::running));
    methods.put("spotify_sample_size", checked(PowerTables::sampleSize));
    methods.put("numerics_exact_moments", checked(RawTables::moments));
    methods.put("regression_adjustment_raw", checked(RawTables::regression));
    methods.put("published_experiments", checked(RawTables::published));
    methods.put("raw_events_pipeline", checked(EventTables::pipeline));
    return methods;
  }

  private interface Answer {
    Map<String, Object> of(Line line);
  }

  /// What `stats` is not made for, such as a negative count, is a refusal of the line.
  private static ReferenceMethod checked(Answer answer) {
    return input -> {
      try {
        return answer.of(Line.of(input));
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new Refused(String.valueOf(e.getMessage()));
      }
    };
  }
}
