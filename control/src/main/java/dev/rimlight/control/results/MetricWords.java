package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.events.warehouse.Dimension;
import dev.rimlight.events.warehouse.Measure;
import dev.rimlight.events.warehouse.Source;
import dev.rimlight.events.warehouse.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a metric is, in a sentence.
final class MetricWords {
  private MetricWords() {}

  static String definition(Metric metric) {
    return measure(metric.measure()) + window(metric.window()) + cap(metric);
  }

  private static String measure(Measure measure) {
    return switch (measure) {
      case Measure.Share(Source source) -> "Share of visitors with " + event(source);
      case Measure.Total(Source source, Measure.Amount amount) ->
          switch (amount) {
            case VALUE -> "Value of " + event(source) + ", summed per visitor";
            case COUNT -> "How often a visitor has " + event(source);
          };
      case Measure.Ratio(Measure.Total numerator, Measure.Total denominator) ->
          total(numerator) + " over " + total(denominator);
      case Measure.QuantileOf(Source source, double level) ->
          "p" + plain(100 * level) + " of " + event(source);
      case Measure.Retention(Source source, int day, Measure.Return style) ->
          "Share of visitors with %s %s after the first exposure"
              .formatted(event(source), days(day, style));
      case Measure.Funnel(List<Source> steps) ->
          "Share of visitors with "
              + String.join(", then ", steps.stream().map(MetricWords::event).toList());
    };
  }

  private static String total(Measure.Total total) {
    return switch (total.amount()) {
      case VALUE -> "value of " + event(total.source());
      case COUNT -> "number of " + event(total.source());
    };
  }

  private static String days(int day, Measure.Return style) {
    return switch (style) {
      case EXACT -> "on day " + day;
      case ROLLING -> "by day " + day;
      case UNBOUNDED -> "on day " + day + " or later";
    };
  }

  private static String event(Source source) {
    String noun =
        switch (source.kind()) {
          case VITAL -> "the vital ";
          case ERROR -> "the error ";
          case CONVERSION, EXPOSURE, EDGE, AUDIT, ASSIGNMENT -> "the event ";
        };
    return noun + source.name() + only(source);
  }

  private static String only(Source source) {
    List<String> limits = new ArrayList<>();
    for (Map.Entry<Dimension, Set<String>> only : source.only().entrySet()) {
      limits.add(
          Metric.word(only.getKey()) + " " + String.join(" or ", new TreeSet<>(only.getValue())));
    }
    source.atLeast().ifPresent(value -> limits.add("at least " + plain(value)));
    source.atMost().ifPresent(value -> limits.add("at most " + plain(value)));
    return limits.isEmpty() ? "" : " (" + String.join(", ", limits) + ")";
  }

  private static String window(Window window) {
    String delay =
        window.delay().isZero()
            ? ""
            : ", from %s after the first exposure".formatted(hours(window.delay()));
    return delay + window.length().map(length -> ", for %s".formatted(hours(length))).orElse("");
  }

  private static String hours(Duration time) {
    return time.toHours() % 24 == 0
        ? Words.count(time.toDays(), "day")
        : Words.count(time.toHours(), "hour");
  }

  private static String cap(Metric metric) {
    return metric
        .cap()
        .map(cap ->
            switch (cap) {
              case Metric.Capping.Value(double value) -> ", at most " + plain(value);
              case Metric.Capping.Percentile(double level) ->
                  ", capped at p" + plain(100 * level) + " of those who have one";
            })
        .orElse("");
  }

  private static String plain(double number) {
    return new BigDecimal(String.valueOf((float) number)).stripTrailingZeros().toPlainString();
  }
}
