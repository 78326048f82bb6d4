package dev.rimlight.events.warehouse;

import dev.rimlight.stats.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Adds up what each step added, in the order of time.
final class History {
  private final HistoryQuestion question;
  private final Map<String, Long> units = new HashMap<>();
  private final Map<Place, Sums> sums = new HashMap<>();

  private History(HistoryQuestion question) {
    this.question = question;
  }

  static List<MomentsAsOf> read(Reading reading, HistoryQuestion question) throws SQLException {
    ExperimentQuestion experiment = question.experiment();
    reading.expose(experiment.experiment(), experiment.from());
    reading.ask(experiment.metrics());
    reading.step(question.step(), question.until());
    return new History(question).of(reading.rows("history", History::growth));
  }

  private record Place(String variant, String metric) {}

  private record Sums(long units, double total, double squares, long nonZero) {
    static final Sums NONE = new Sums(0, 0, 0, 0);

    Sums plus(Sums more) {
      return new Sums(
          units + more.units, total + more.total, squares + more.squares, nonZero + more.nonZero);
    }
  }

  /// @param metric none for units that were exposed
  private record Growth(long step, String variant, Optional<String> metric, Sums sums) {}

  private static Growth growth(ResultSet row) throws SQLException {
    return new Growth(
        row.getLong("step_index"),
        row.getString("only_variant"),
        Optional.ofNullable(row.getString("metric")),
        new Sums(
            row.getLong("units"),
            row.getDouble("total"),
            row.getDouble("squares"),
            row.getLong("non_zero")));
  }

  private List<MomentsAsOf> of(List<Growth> growths) {
    List<MomentsAsOf> history = new ArrayList<>();
    for (int i = 0; i < growths.size(); i++) {
      Growth growth = growths.get(i);
      add(growth);
      boolean lastOfStep = i + 1 == growths.size() || growths.get(i + 1).step != growth.step;
      if (lastOfStep) {
        history.add(asOf(growth.step + 1));
      }
    }
    return history;
  }

  private void add(Growth growth) {
    if (growth.metric.isEmpty()) {
      units.merge(growth.variant, growth.sums.units, Long::sum);
    } else {
      sums.merge(new Place(growth.variant, growth.metric.get()), growth.sums, Sums::plus);
    }
  }

  private MomentsAsOf asOf(long step) {
    Map<String, Map<String, Moments>> variants = new HashMap<>();
    units.forEach((variant, seen) -> {
      Map<String, Moments> metrics = new HashMap<>();
      for (MetricQuestion metric : question.experiment().metrics()) {
        Sums some = sums.getOrDefault(new Place(variant, metric.metric()), Sums.NONE);
        metrics.put(metric.metric(), moments(metric, seen, some));
      }
      variants.put(variant, Map.copyOf(metrics));
    });
    return new MomentsAsOf(Instant.ofEpochMilli(step * question.step().toMillis()), variants);
  }

  private static Moments moments(MetricQuestion metric, long units, Sums some) {
    return switch (metric.kind()) {
      case PROPORTION -> Moments.ofProportion(units, some.units);
      case MEAN -> Moments.ofSums(units, some.total, some.squares, some.nonZero);
    };
  }
}
