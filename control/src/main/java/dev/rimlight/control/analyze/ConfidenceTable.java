package dev.rimlight.control.analyze;

import dev.rimlight.stats.Alternative;
import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.DetectableEffect;
import dev.rimlight.stats.GroupSequential;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.MeanTest;
import dev.rimlight.stats.Spending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `spotify_ztest`: every variation against the reference, in every group, corrected for their
/// number, with margins, and with bounds at the looks of a planned end.
///
/// Where the table asks for relative bounds ours are Fieller's: those of its tool divide the
/// absolute ones by the control mean, as if that were known.
final class ConfidenceTable {
  private static final double POWER = 0.8;

  /// The tool's power family spends alpha t².
  private static final Spending SPENDING = new Spending.Power(2);

  private final CaseInput input;
  private final double alpha;
  private final boolean absolute;
  private final Margin margin;
  private final Correction correction;
  private final @Nullable String ordinal;
  private final boolean sequential;

  private ConfidenceTable(CaseInput input) {
    this.input = input;
    this.absolute = input.flag("absolute");
    this.margin = Margin.of(input);
    this.correction = Correction.of(input.text("correction_method"));
    this.ordinal = input.has("ordinal") ? input.text("ordinal") : null;
    this.sequential = input.has("final_expected_sample_size_column");
    double error = 1 - input.number("interval_size");
    this.alpha = correction.doublesOneSided() && !margin.twoSided() ? 2 * error : error;
    if (sequential && (ordinal == null || correction.multiplicity().isPresent())) {
      throw new Refused("input.correction_method has no bounds for looks, must be bonferroni");
    }
  }

  static Map<String, Object> answer(JsonNode node) {
    return new ConfidenceTable(CaseInput.of(node)).answer();
  }

  /// One variation against the reference in one group.
  private record Comparison(
      String reference, ConfidenceRows.Row control, ConfidenceRows.Row treatment, MeanTest test) {}

  private Map<String, Object> answer() {
    ConfidenceRows rows = ConfidenceRows.of(input);
    Map<Map<String, JsonNode>, List<ConfidenceRows.Row>> groups = rows.groups();
    List<Comparison> comparisons = new ArrayList<>();
    groups.values().forEach(group -> comparisons.addAll(comparisons(rows.reference(), group)));
    if (comparisons.isEmpty()) {
      throw new Refused("input.rows has nothing to compare with the reference");
    }
    int number = correction.comparisons(comparisons(comparisons), margin);
    double level = alpha / number;
    double[] p = comparisons.stream().mapToDouble(each -> each.test().p()).toArray();
    Corrected[] corrected =
        sequential
            ? atLooks(comparisons, groups, level, p)
            : correction.correct(p, 1 - input.number("interval_size"), level, number);
    List<Map<String, Object>> differences = new ArrayList<>();
    for (int index = 0; index < p.length; index++) {
      differences.add(difference(comparisons.get(index), p[index], corrected[index], level));
    }
    return new Answer().with("differences", differences).members();
  }

  private List<Comparison> comparisons(String reference, List<ConfidenceRows.Row> group) {
    ConfidenceRows.Row control =
        group.stream()
            .filter(row -> row.variation().equals(reference))
            .findFirst()
            .orElseThrow(() -> new Refused("input.rows has no \"" + reference + "\" in a group"));
    return group.stream()
        .filter(row -> !row.variation().equals(reference))
        .sorted(Comparator.comparing(ConfidenceRows.Row::variation))
        .map(row -> new Comparison(reference, control, row, test(control.mean(), row.mean())))
        .toList();
  }

  private MeanTest test(ArmMean control, ArmMean treatment) {
    double supposed = margin.supposed(control.mean());
    Alternative alternative = correction.doublesOneSided() ? Alternative.TWO_SIDED : margin.side();
    return switch (input.text("class")) {
      case "ZTest" -> MeanTest.normal(control, treatment, supposed, alternative);
      case "StudentsTTest" -> MeanTest.student(control, treatment, supposed, alternative);
      default ->
          throw new Refused("input.class == " + input.node().get("class") + ", is not known");
    };
  }

  /// The looks of one comparison are no comparisons of their own.
  private long comparisons(List<Comparison> all) {
    return all.stream().map(each -> series(each.treatment())).distinct().count();
  }

  private List<Object> series(ConfidenceRows.Row row) {
    Map<String, JsonNode> group = new LinkedHashMap<>(row.group());
    if (sequential && ordinal != null) {
      group.remove(ordinal);
    }
    return List.of(row.variation(), group);
  }

  /// What the correction says of one comparison.
  ///
  /// @param p absent at looks
  /// @param critical of the corrected interval; absent when the correction has none
  record Corrected(
      Optional<Double> p, double alpha, Optional<Double> critical, boolean significant) {}

  private Corrected[] atLooks(
      List<Comparison> comparisons,
      Map<Map<String, JsonNode>, List<ConfidenceRows.Row>> groups,
      double level,
      double[] p) {
    Map<List<Object>, List<Integer>> looks = new LinkedHashMap<>();
    for (int index = 0; index < p.length; index++) {
      looks
          .computeIfAbsent(series(comparisons.get(index).treatment()), key -> new ArrayList<>())
          .add(index);
    }
    Corrected[] corrected = new Corrected[p.length];
    for (List<Integer> series : looks.values()) {
      double[] seen =
          series.stream()
              .mapToDouble(index -> units(groups.get(comparisons.get(index).treatment().group())))
              .toArray();
      double planned =
          series.stream()
              .mapToDouble(index -> comparisons.get(index).treatment().planned())
              .max()
              .orElse(0);
      double end = Math.max(planned, seen[seen.length - 1]);
      int sides =
          comparisons.get(series.getFirst()).test().alternative() == Alternative.TWO_SIDED ? 2 : 1;
      double[] fractions = new double[seen.length];
      for (int look = 0; look < seen.length; look++) {
        fractions[look] = seen[look] / end;
      }
      double[] bounds =
          GroupSequential.spending(SPENDING, level / sides, fractions, sides == 2).bounds();
      for (int look = 0; look < bounds.length; look++) {
        double nominal = sides * GroupSequential.nominalP(bounds[look]);
        int index = series.get(look);
        corrected[index] =
            new Corrected(Optional.empty(), nominal, Optional.of(bounds[look]), p[index] < nominal);
      }
    }
    return corrected;
  }

  private static double units(@Nullable List<ConfidenceRows.Row> group) {
    return group == null ? 0 : group.stream().mapToLong(row -> row.mean().units()).sum();
  }

  private Map<String, Object> difference(
      Comparison comparison, double p, Corrected corrected, double level) {
    MeanTest test = comparison.test();
    double scale = absolute ? 1 : test.control().mean();
    Answer answer =
        new Answer()
            .with("level_1", comparison.reference())
            .with("level_2", comparison.treatment().variation())
            .with("difference", test.difference() / scale)
            .with("std_err", test.standardError());
    ends(answer, "ci_", test, Optional.of(test.critical(alpha)));
    orNone(answer, "p-value", sequential ? Optional.empty() : Optional.of(p));
    Optional<Double> critical =
        corrected.critical().isPresent()
            ? corrected.critical()
            : correction.hasIntervals()
                ? Optional.of(test.critical(corrected.alpha()))
                : Optional.empty();
    ends(answer, "adjusted ci_", test, critical);
    orNone(answer, "adjusted p-value", corrected.p());
    answer.with("is_significant", corrected.significant());
    orNone(answer, "powered_effect", powered(comparison, level).map(effect -> effect / scale));
    answer.with("absolute_difference", absolute);
    comparison.treatment().group().forEach(answer::with);
    orNone(answer, "non-inferiority margin", margin.share());
    return answer
        .with("null_hypothesis", test.supposed() / scale)
        .with("preference", margin.preference())
        .with("adjusted_alpha", corrected.alpha())
        .members();
  }

  private void ends(Answer answer, String name, MeanTest test, Optional<Double> critical) {
    Optional<Interval> interval =
        absolute ? critical.map(test::interval) : critical.flatMap(test::relativeInterval);
    orNone(answer, name + "lower", interval.map(Interval::low));
    orNone(answer, name + "upper", interval.map(Interval::high));
  }

  private static void orNone(Answer answer, String name, Optional<Double> number) {
    number.ifPresentOrElse(value -> answer.with(name, value), () -> answer.without(name));
  }

  /// Only for the normal test. A proportion without a margin has the variance of the larger one.
  private Optional<Double> powered(Comparison comparison, double level) {
    MeanTest test = comparison.test();
    boolean grouped =
        comparison.treatment().group().keySet().stream().anyMatch(each -> !each.equals(ordinal));
    if (!Double.isInfinite(test.degreesOfFreedom()) || correction.needsMetrics() && !grouped) {
      return Optional.empty();
    }
    DetectableEffect detectable =
        DetectableEffect.of(
            test.critical(level), POWER, test.control().units(), test.treatment().units());
    boolean proportions = comparison.control().binary() && margin.share().isEmpty();
    return Optional.of(
        proportions
            ? detectable.ofProportions(test.control().mean())
            : detectable.ofMeans(test.control().unitVariance()));
  }
}
