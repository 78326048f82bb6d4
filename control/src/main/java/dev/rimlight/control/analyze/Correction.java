package dev.rimlight.control.analyze;

import dev.rimlight.stats.Multiplicity;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A correction by the name that `spotify_ztest` has for it: of p values, of the level of
/// intervals, or of both.
///
/// @param name without `spot-1-`
/// @param spot the intervals get the level of Bonferroni among the metrics without a margin
record Correction(String name, boolean spot) {
  private static final String SPOT = "spot-1";

  static Correction of(String method) {
    Correction correction =
        method.startsWith(SPOT + "-")
            ? new Correction(method.substring(SPOT.length() + 1), true)
            : new Correction(method, method.equals(SPOT));
    return correction.dividesAlpha() || correction.multiplicity().isPresent()
        ? correction
        : unknown(method);
  }

  private static Correction unknown(String method) {
    throw new Refused("input.correction_method == \"" + method + "\", is not known");
  }

  /// How p values become adjusted ones; absent for those that only divide alpha.
  Optional<Adjustment> multiplicity() {
    return Optional.ofNullable(
        switch (name) {
          case "holm" -> adjustment(Multiplicity.HOLM);
          case "simes-hochberg" -> adjustment(Multiplicity.HOCHBERG);
          case "sidak" -> adjustment(Multiplicity.SIDAK);
          case "holm-sidak" -> adjustment(Multiplicity.HOLM_SIDAK);
          case "fdr_bh" -> adjustment(Multiplicity.BENJAMINI_HOCHBERG);
          case "fdr_by" -> adjustment(Multiplicity.BENJAMINI_YEKUTIELI);
          case "hommel" -> (Adjustment) (p, alpha) -> Multiplicity.hommel(p);
          case "fdr_tsbh" -> (Adjustment) Multiplicity::twoStageBenjaminiHochberg;
          case "fdr_tsbky" -> (Adjustment) Multiplicity::twoStageBenjaminiKriegerYekutieli;
          default -> null;
        });
  }

  @FunctionalInterface
  interface Adjustment {
    double[] adjusted(double[] p, double alpha);
  }

  private static Adjustment adjustment(Multiplicity multiplicity) {
    ToDoubleFunction<Multiplicity.Adjusted> p = Multiplicity.Adjusted::p;
    return (values, alpha) ->
        Arrays.stream(multiplicity.adjust(values, alpha)).mapToDouble(p).toArray();
  }

  private boolean dividesAlpha() {
    return switch (name) {
      case "bonferroni",
          "bonferroni-only-count-twosided",
          "bonferroni-do-not-count-non-inferiority",
          SPOT ->
          true;
      default -> false;
    };
  }

  /// `spot-1` alone tests two sides at twice the level instead of one side.
  boolean doublesOneSided() {
    return name.equals(SPOT);
  }

  boolean hasIntervals() {
    return spot || dividesAlpha();
  }

  boolean needsMetrics() {
    return spot || name.equals("bonferroni-do-not-count-non-inferiority");
  }

  /// Among how many comparisons alpha is divided.
  int comparisons(long all, Margin margin) {
    boolean counted =
        switch (name) {
          case "bonferroni" -> true;
          case "bonferroni-only-count-twosided" -> margin.twoSided();
          default -> hasIntervals() && margin.share().isEmpty();
        };
    return counted ? (int) all : 1;
  }

  ConfidenceTable.Corrected[] correct(double[] p, double alpha, double level, int comparisons) {
    Optional<Adjustment> adjustment = multiplicity();
    double[] adjusted =
        adjustment.isPresent()
            ? adjustment.get().adjusted(p, alpha)
            : Arrays.stream(p).map(each -> Math.min(1, each * comparisons)).toArray();
    ConfidenceTable.Corrected[] corrected = new ConfidenceTable.Corrected[p.length];
    for (int index = 0; index < p.length; index++) {
      boolean significant = adjustment.isPresent() ? adjusted[index] <= alpha : p[index] < level;
      corrected[index] =
          new ConfidenceTable.Corrected(
              Optional.of(adjusted[index]), level, Optional.empty(), significant);
    }
    return corrected;
  }
}
