package dev.rimlight.events.warehouse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the statements that make one metric's tables, and the question that reads them.
final class Sampling {
  private static final String MATURED = "\n  and %s.first_at + %s <= %s";

  private final Script script;
  private final SampleQuestion question;

  Sampling(Script script, SampleQuestion question) {
    this.script = script;
    this.question = question;
  }

  /// What is asked at the end, of the tables that the script has made by then.
  sealed interface Reading {
    /// A total per unit.
    ///
    /// @param uncapped the totals before the cap, if there is one
    /// @param sparse units that did nothing have no row
    record OfTotals(String totals, Optional<String> uncapped, boolean sparse) implements Reading {}

    record OfRatio(String numerator, String denominator) implements Reading {}

    record OfQuantile(String counted, double level) implements Reading {}
  }

  Reading write() {
    return switch (question.measure()) {
      case Measure.Share(Source source) ->
          capped(total(source, Measure.Amount.COUNT, "least(1.0, %s)"));
      case Measure.Total(Source source, Measure.Amount amount) ->
          capped(total(source, amount, "%s"));
      case Measure.Ratio(Measure.Total numerator, Measure.Total denominator) ->
          new Reading.OfRatio(
              every(total(numerator.source(), numerator.amount(), "%s")),
              every(total(denominator.source(), denominator.amount(), "%s")));
      case Measure.QuantileOf(Source source, double level) ->
          new Reading.OfQuantile(script.counted(source, Measure.Amount.VALUE, 0), level);
      case Measure.Retention(Source source, int day, Measure.Return style) ->
          new Reading.OfTotals(retention(source, day, style), Optional.empty(), false);
      case Measure.Funnel(List<Source> steps) ->
          new Reading.OfTotals(funnel(steps), Optional.empty(), false);
    };
  }

  private String total(Source source, Measure.Amount amount, String form) {
    String counted = script.counted(source, amount, question.covariateDays());
    String table = script.table("total");
    String sum = "coalesce(sum(counted.amount) filter (where %s), 0.0)";
    String within =
        "counted.counted_at >= counted.first_at + %s and counted.counted_at < %s"
            .formatted(Script.literal(question.window().delay()), end("counted.first_at"));
    script.add(
        "total",
        Map.of(
            "table", table,
            "counted", counted,
            "value", form.formatted(sum.formatted(within)),
            "past_value", form.formatted(sum.formatted("counted.counted_at < counted.first_at")),
            "matured", matured("counted")));
    return table;
  }

  /// With a row for each unit that is analysed.
  private String every(String totals) {
    String table = script.table("every");
    script.add("every", Map.of("table", table, "totals", totals, "matured", matured("unit")));
    return table;
  }

  /// How many units are analysed, whether they did anything or not.
  String base(String part) {
    return Script.filled("base", Map.of("part", part, "matured", matured("unit")));
  }

  /// When the window of a unit closes.
  private String end(String first) {
    return question
        .window()
        .length()
        .map(length -> first + " + " + Script.literal(question.window().delay().plus(length)))
        .orElse(Script.literal(script.scope().until()));
  }

  private String matured(String relation) {
    Duration delay = question.window().delay();
    return question
        .window()
        .length()
        .map(time ->
            MATURED.formatted(
                relation, Script.literal(delay.plus(time)), Script.literal(script.scope().until())))
        .orElse("");
  }

  private Reading capped(String totals) {
    return question
        .cap()
        .<Reading>map(cap -> {
          String before = cap.zeros() ? every(totals) : totals;
          String table = script.table("capped");
          script.add("capped", Map.of("table", table, "totals", before, "cap", cap(cap)));
          return new Reading.OfTotals(table, Optional.of(before), !cap.zeros());
        })
        .orElse(new Reading.OfTotals(totals, Optional.empty(), true));
  }

  private static String cap(SampleQuestion.Cap cap) {
    if (cap.value().isPresent()) {
      return "any_value(%s)".formatted(Script.number(cap.value().getAsDouble()));
    }
    String quantile = "quantile_cont(y, %s)".formatted(cap.level().orElseThrow());
    String some = cap.zeros() ? quantile : quantile + " filter (where y <> 0)";
    return "coalesce(%s, cast('infinity' as double))".formatted(some);
  }

  private String retention(Source source, int day, Measure.Return style) {
    String counted = script.counted(source, Measure.Amount.COUNT, 0);
    String table = script.table("retention");
    Duration begin = Duration.ofDays(style == Measure.Return.ROLLING ? 1 : day);
    Duration close = Duration.ofDays(day + 1L);
    String until = Script.literal(script.scope().until());
    script.add(
        "retention",
        Map.of(
            "table",
            table,
            "counted",
            counted,
            "begin",
            Script.literal(begin),
            "end",
            style == Measure.Return.UNBOUNDED ? until : "unit.first_at + " + Script.literal(close),
            "matured",
            MATURED.formatted("unit", Script.literal(close), until)));
    return table;
  }

  private String funnel(List<Source> steps) {
    String before = script.table("step");
    String first = script.counted(steps.getFirst(), Measure.Amount.COUNT, 0);
    script.add(
        "step",
        Map.of(
            "table", before,
            "before",
                "(select unit.unit, unit.first_at + %s as taken_at from unit)"
                    .formatted(Script.literal(question.window().delay())),
            "counted", within(first)));
    for (Source step : steps.subList(1, steps.size())) {
      String counted = script.counted(step, Measure.Amount.COUNT, 0);
      String table = script.table("step");
      script.add("step", Map.of("table", table, "before", before, "counted", within(counted)));
      before = table;
    }
    String table = script.table("funnel");
    script.add(
        "funnel",
        Map.of(
            "table", table,
            "last", before,
            "matured", matured("unit")));
    return table;
  }

  /// The counted events inside the units' windows.
  private String within(String counted) {
    return question.window().length().isEmpty()
        ? counted
        : "(select each.* from %s as each join unit on unit.unit = each.unit where each.counted_at < %s)"
            .formatted(counted, end("unit.first_at"));
  }

  /// The question that reads what was written, for parts or for the whole.
  List<String> ask(Reading reading, String part) {
    return switch (reading) {
      case Reading.OfTotals(String totals, Optional<String> uncapped, _) -> {
        List<String> asked = new ArrayList<>();
        asked.add(moments(totals, part, uncapped.isPresent()));
        uncapped.ifPresent(before -> asked.add(moments(before, part, false)));
        yield asked;
      }
      case Reading.OfRatio(String numerator, String denominator) ->
          List.of(
              Script.filled(
                  "ratio",
                  Map.of("part", part, "numerator", numerator, "denominator", denominator)));
      case Reading.OfQuantile(String counted, double level) ->
          List.of(
              Script.filled(
                  "quantile",
                  Map.of(
                      "part", part,
                      "counted", counted,
                      "level", Script.number(level),
                      "delay", Script.literal(question.window().delay()),
                      "end", end("unit.first_at"),
                      "matured", matured("unit"))));
    };
  }

  private static String moments(String totals, String part, boolean capped) {
    return Script.filled(
        "moments",
        Map.of(
            "part", part,
            "totals", totals,
            "cut", capped ? "count(*) filter (where totals.cut)" : "0"));
  }
}
