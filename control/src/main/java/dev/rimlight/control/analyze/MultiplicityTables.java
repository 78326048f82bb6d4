package dev.rimlight.control.analyze;

import dev.rimlight.stats.Effect;
import dev.rimlight.stats.Multiplicity;
import dev.rimlight.stats.SegmentHeterogeneity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Many hypotheses at once, and one effect in many segments.
final class MultiplicityTables {
  /// Adjusted p values do not depend on a level, except in two stages, where it is this.
  private static final double USUAL_ALPHA = 0.05;

  private MultiplicityTables() {}

  static Map<String, Object> adjusted(JsonNode node) {
    double[] p = CaseInput.of(node).numbers("p_values");
    return new Answer()
        .with("r_bonferroni", adjusted(Multiplicity.BONFERRONI, p))
        .with("r_holm", adjusted(Multiplicity.HOLM, p))
        .with("r_hochberg", adjusted(Multiplicity.HOCHBERG, p))
        .with("r_hommel", Multiplicity.hommel(p))
        .with("r_BH", adjusted(Multiplicity.BENJAMINI_HOCHBERG, p))
        .with("r_BY", adjusted(Multiplicity.BENJAMINI_YEKUTIELI, p))
        .with("growthbook_bh", adjusted(Multiplicity.BENJAMINI_HOCHBERG, p))
        .with("growthbook_holm", adjusted(Multiplicity.HOLM, p))
        .with("statsmodels_holm-sidak", adjusted(Multiplicity.HOLM_SIDAK, p))
        .with("statsmodels_sidak", adjusted(Multiplicity.SIDAK, p))
        .with("statsmodels_fdr_tsbh", Multiplicity.twoStageBenjaminiHochberg(p, USUAL_ALPHA))
        .members();
  }

  private static List<Double> adjusted(Multiplicity multiplicity, double[] p) {
    return Arrays.stream(multiplicity.adjust(p, USUAL_ALPHA))
        .map(Multiplicity.Adjusted::p)
        .toList();
  }

  static Map<String, Object> levels(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    double[] p = input.numbers("p_values");
    double alpha = input.number("alpha");
    return new Answer()
        .with("fdr_bh", levels(Multiplicity.BENJAMINI_HOCHBERG, p, alpha))
        .with("fdr_by", levels(Multiplicity.BENJAMINI_YEKUTIELI, p, alpha))
        .with("hochberg_sidak", levels(Multiplicity.HOCHBERG_SIDAK, p, alpha))
        .with("hochberg_bonferroni", levels(Multiplicity.HOCHBERG, p, alpha))
        .with("holm_bonferroni", levels(Multiplicity.HOLM, p, alpha))
        .with("holm_sidak", levels(Multiplicity.HOLM_SIDAK, p, alpha))
        .members();
  }

  private static List<Map<String, Object>> levels(
      Multiplicity multiplicity, double[] p, double alpha) {
    List<Map<String, Object>> levels = new ArrayList<>();
    for (Multiplicity.Adjusted each : multiplicity.adjust(p, alpha)) {
      levels.add(
          new Answer()
              .with("pvalue_adj", each.p())
              .with("alpha_adj", each.alpha())
              .with("null_rejected", each.rejected() ? 1 : 0)
              .members());
    }
    return levels;
  }

  /// The table's random effect is made with tau² as computed, also below 0; then there may be no
  /// standard error, which it writes as NaN.
  static Map<String, Object> heterogeneity(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    double[] effects = input.numbers("segment_effects");
    double[] standardErrors = input.numbers("segment_standard_errors");
    if (effects.length != standardErrors.length) {
      throw new Refused(
          "input.segment_standard_errors has %d elements, must be %d"
              .formatted(standardErrors.length, effects.length));
    }
    Effect[] segments = new Effect[effects.length];
    for (int index = 0; index < segments.length; index++) {
      segments[index] = new Effect(effects[index], standardErrors[index]);
    }
    SegmentHeterogeneity found = SegmentHeterogeneity.of(segments);
    double between = found.rawBetween();
    return new Answer()
        .with("Q", found.q())
        .with("df", found.degreesOfFreedom())
        .with("p_value", found.p())
        .with("i2", found.rawInconsistency())
        .with("tau2_dl", between)
        .with("fixed_effect", found.fixed().estimate())
        .with("fixed_se", found.fixed().standardError())
        .with("random_effect", SegmentHeterogeneity.mean(segments, between))
        .withNaN("random_se", Math.sqrt(SegmentHeterogeneity.varianceOfMean(segments, between)))
        .members();
  }
}
