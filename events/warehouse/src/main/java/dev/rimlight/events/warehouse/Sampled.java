package dev.rimlight.events.warehouse;

import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Quantile;
import dev.rimlight.stats.Sample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes samples of the rows that the questions answer.
final class Sampled {
  /// From this share of units of whom nothing was known before, that nothing was known is a
  /// covariate of its own.
  private static final double MISSING = 0.05;

  private Sampled() {}

  /// One metric: by part and variant.
  record Answer(Map<String, Map<String, Sample>> samples, Map<String, Double> shareCut) {}

  /// The units that are analysed, by part and variant; those without a row in the totals did
  /// nothing.
  record Base(Map<String, Map<String, Size>> sizes) {
    static final Base NONE = new Base(Map.of());

    /// @param missing of whom nothing was known before
    record Size(long units, long missing) {}

    record Sized(String part, String variant, Size size) {}

    static Sized row(ResultSet row) throws SQLException {
      return new Sized(
          row.getString("part"),
          row.getString("only_variant"),
          new Size(row.getLong("units"), row.getLong("missing")));
    }

    static Base of(List<Sized> rows) {
      Map<String, Map<String, Size>> sizes = new TreeMap<>();
      rows.forEach(
          row -> sizes.computeIfAbsent(row.part, _ -> new TreeMap<>()).put(row.variant, row.size));
      return new Base(sizes);
    }
  }

  static Answer read(
      Sampling.Reading reading, SampleQuestion question, String sql, Base base, Asking asking)
      throws SQLException {
    return switch (reading) {
      case Sampling.Reading.OfTotals _ -> totals(question, whole(asking.rows(sql, Row::of), base));
      case Sampling.Reading.OfRatio _ ->
          plain(asking.rows(sql, row -> ratio(row, question.covariateDays() > 0)));
      case Sampling.Reading.OfQuantile(_, double level) ->
          plain(asking.rows(sql, row -> quantile(row, level)));
    };
  }

  interface Asking {
    <R> List<R> rows(String sql, dev.rimlight.events.warehouse.Reading.Row<R> reader)
        throws SQLException;
  }

  private record Cell(String part, String variant, Sample sample) {}

  private static Answer plain(List<Cell> cells) {
    Map<String, Map<String, Sample>> samples = new TreeMap<>();
    for (Cell cell : cells) {
      samples.computeIfAbsent(cell.part, _ -> new TreeMap<>()).put(cell.variant, cell.sample);
    }
    return new Answer(samples, Map.of());
  }

  /// @param values metric, past, and whether there was none
  private record Row(String part, String variant, JointMoments values, long nonZero, long cut) {
    static Row of(ResultSet row) throws SQLException {
      JointMoments values =
          JointMoments.ofCovariances(
              row.getLong("units"),
              new double[] {row.getDouble("y"), row.getDouble("x"), row.getDouble("missing")},
              new double[][] {
                {row.getDouble("yy")},
                {row.getDouble("xy"), row.getDouble("xx")},
                {row.getDouble("my"), row.getDouble("mx"), row.getDouble("mm")}
              });
      return new Row(
          row.getString("part"),
          row.getString("only_variant"),
          values,
          row.getLong("non_zero"),
          row.getLong("cut"));
    }
  }

  /// With the units that did nothing: all their values are 0 but for whether they are new.
  private static List<Row> whole(List<Row> rows, Base base) {
    if (base.sizes().isEmpty()) {
      return rows;
    }
    Map<String, Row> active = new TreeMap<>();
    rows.forEach(row -> active.put(row.part + '\u001f' + row.variant, row));
    List<Row> whole = new ArrayList<>();
    base.sizes()
        .forEach((part, arms) ->
            arms.forEach((variant, size) -> {
              Row row = active.get(part + '\u001f' + variant);
              JointMoments did = row == null ? JointMoments.empty(3) : row.values;
              long newcomers = size.missing() - Math.round(did.mean(2) * did.units());
              JointMoments idle = idle(size.units() - did.units(), newcomers);
              whole.add(
                  new Row(
                      part,
                      variant,
                      did.plus(idle),
                      row == null ? 0 : row.nonZero,
                      row == null ? 0 : row.cut));
            }));
    return whole;
  }

  private static JointMoments idle(long units, long newcomers) {
    return JointMoments.ofSums(
        units,
        new double[] {0, 0, (double) newcomers},
        new double[][] {{0}, {0, 0}, {0, 0, (double) newcomers}});
  }

  private static Answer totals(SampleQuestion question, List<Row> rows) {
    Kind kind = kind(question.measure());
    Map<String, Map<String, Sample>> samples = new TreeMap<>();
    Map<String, Double> shareCut = new TreeMap<>();
    Map<String, List<Row>> byPart = new TreeMap<>();
    rows.forEach(row -> byPart.computeIfAbsent(row.part, _ -> new ArrayList<>()).add(row));
    byPart.forEach((part, ofPart) -> {
      int values = values(question, ofPart);
      Map<String, Sample> arms = new TreeMap<>();
      long units = 0;
      long cut = 0;
      for (Row row : ofPart) {
        arms.put(row.variant, new Sample.OfUnits(kind, values(kind, row, values), row.nonZero));
        units += row.values.units();
        cut += row.cut;
      }
      samples.put(part, arms);
      shareCut.put(part, (double) cut / units);
    });
    return new Answer(samples, shareCut);
  }

  /// A proportion alone is its count, to the last digit.
  private static JointMoments values(Kind kind, Row row, int count) {
    double successes = row.nonZero;
    return kind == Kind.PROPORTION && count == 1
        ? JointMoments.ofSums(
            row.values.units(), new double[] {successes}, new double[][] {{successes}})
        : row.values.first(count);
  }

  private static Kind kind(Measure measure) {
    return switch (measure) {
      case Measure.Share _, Measure.Retention _, Measure.Funnel _ -> Kind.PROPORTION;
      case Measure.Total _, Measure.Ratio _, Measure.QuantileOf _ -> Kind.MEAN;
    };
  }

  /// The metric alone, with its past, or also with whether there was none; in all arms alike.
  private static int values(SampleQuestion question, List<Row> arms) {
    boolean past =
        question.covariateDays() > 0
            && switch (question.measure()) {
              case Measure.Share _, Measure.Total _, Measure.Ratio _ -> true;
              case Measure.QuantileOf _, Measure.Retention _, Measure.Funnel _ -> false;
            };
    double units = 0;
    double missing = 0;
    boolean varied = false;
    for (Row arm : arms) {
      units += arm.values.units();
      missing += arm.values.units() * arm.values.mean(2);
      varied |= arm.values.variance(1) > 0;
    }
    if (!past || !varied) {
      return 1;
    }
    return missing > MISSING * units && missing < units ? 3 : 2;
  }

  private static Cell ratio(ResultSet row, boolean past) throws SQLException {
    double[] means = {
      row.getDouble("m"), row.getDouble("d"), row.getDouble("m0"), row.getDouble("d0")
    };
    double[][] covariances = {
      {row.getDouble("mm")},
      {row.getDouble("dm"), row.getDouble("dd")},
      {row.getDouble("m0m"), row.getDouble("m0d"), row.getDouble("m0m0")},
      {row.getDouble("d0m"), row.getDouble("d0d"), row.getDouble("d0m0"), row.getDouble("d0d0")}
    };
    double[] known = past ? means : Arrays.copyOf(means, 2);
    return new Cell(
        row.getString("part"),
        row.getString("only_variant"),
        new Sample.OfRatio(JointMoments.ofCovariances(row.getLong("units"), known, covariances)));
  }

  private static Cell quantile(ResultSet row, double level) throws SQLException {
    long events = row.getLong("events");
    JointMoments clusters =
        JointMoments.ofCovariances(
            row.getLong("units"),
            new double[] {row.getDouble("below"), row.getDouble("of_unit")},
            new double[][] {{row.getDouble("bb")}, {row.getDouble("nb"), row.getDouble("nn")}});
    return new Cell(
        row.getString("part"),
        row.getString("only_variant"),
        new Sample.OfQuantile(
            new Quantile(
                level,
                events,
                events,
                row.getDouble("value"),
                row.getDouble("low"),
                row.getDouble("high")),
            clusters));
  }
}
