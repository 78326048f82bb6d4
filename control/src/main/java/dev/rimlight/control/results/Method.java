package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.document.Trial;
import org.jspecify.annotations.Nullable;

/// How a metric's numbers are made: the schema Method of spec/openapi.yaml.
///
/// @param sql DuckDB's, to be run over the same files; absent before the start
public record Method(String metric, String definition, String method, @Nullable String sql) {

  static String words(Metric metric, Trial trial) {
    String unit =
        switch (metric.kind()) {
          case PROPORTION, RETENTION, FUNNEL -> "Proportion of units, variance p(1-p).";
          case MEAN -> "Mean over units, sample variance.";
          case RATIO -> "Ratio of sums over units, variance by the delta method.";
          case QUANTILE ->
              "Quantile of events, variance of its order statistics, corrected for events of one unit.";
        };
    String past =
        metric.covariateDays() > 0
            ? " What the %d days before the first exposure explain is taken out (CUPED)."
                .formatted(metric.covariateDays())
            : "";
    return unit
        + past
        + " Always valid: confidence sequence tuned at %s units; relative interval by Fieller's theorem with the same bound."
            .formatted(Words.count((long) Analyzing.tuning(trial)));
  }
}
