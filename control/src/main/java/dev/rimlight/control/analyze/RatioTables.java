package dev.rimlight.control.analyze;

import dev.rimlight.stats.BinomialTest;
import dev.rimlight.stats.RatioCheck;
import dev.rimlight.stats.RatioResult;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.SampleRatio;
import dev.rimlight.stats.SmallestP;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Whether units came in the proportion of the weights: once, at every look, and for two arms.
final class RatioTables {
  /// Units below which the table's tool asks for the exact sum.
  private static final long EXACT_BELOW = 1_000;

  private RatioTables() {}

  /// The p value has three names in the table, of the tools that gave it; they have one meaning.
  static Map<String, Object> chiSquared(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    long[] users = input.counts("users");
    double[] weights = input.numbers("weights");
    RatioCheck check = check(SampleRatio.chiSquared(users, weights));
    Answer answer =
        new Answer()
            .with("chi2", check.statistic())
            .with("p_value_scipy", check.p())
            .with("p_value_gbstats", check.p())
            .with("p_value_spotify", check.p());
    if (users.length == 2 && users[0] + users[1] <= BinomialTest.EXACT_TRIALS) {
      double share = weights[0] / (weights[0] + weights[1]);
      answer.with(
          "p_value_exact_binomial", BinomialTest.exactP(users[0], users[0] + users[1], share));
    }
    return answer.members();
  }

  static Map<String, Object> sequential(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    double[] shares = input.numbers("theta_0");
    double concentration = input.number("k");
    List<Map<String, Object>> looks = new ArrayList<>();
    long[] cumulative = new long[shares.length];
    SmallestP smallest = SmallestP.NOT_LOOKED;
    for (CaseInput look : input.elements("increments", each -> each)) {
      add(cumulative, look);
      RatioCheck check = check(SampleRatio.sequential(cumulative, shares, concentration));
      smallest = smallest.after(check.p());
      looks.add(
          new Answer()
              .with("cumulative", cumulative.clone())
              .with("log_bayes_factor", check.statistic())
              .with("bayes_factor", Math.exp(check.statistic()))
              .with("p_value_now", check.p())
              .with("sequential_p_value", smallest.value())
              .members());
    }
    return new Answer().with("looks", looks).members();
  }

  private static void add(long[] cumulative, CaseInput look) {
    List<Long> increments = look.elements(CaseInput::count);
    if (increments.size() != cumulative.length) {
      throw new Refused(
          "%s has %d counts, must be %d"
              .formatted(look.path(), increments.size(), cumulative.length));
    }
    for (int arm = 0; arm < cumulative.length; arm++) {
      cumulative[arm] += increments.get(arm);
    }
  }

  static Map<String, Object> twoArms(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    long control = input.count("control");
    long treatment = input.count("treatment");
    double ratio = input.number("ratio");
    long units = control + treatment;
    if (units == 0) {
      throw new Refused("TOO_FEW_UNITS");
    }
    double share = ratio / (1 + ratio);
    double p =
        units < EXACT_BELOW
            ? BinomialTest.exactP(treatment, units, share)
            : BinomialTest.normalP(treatment, units, share);
    return new Answer()
        .with("control", control)
        .with("treatment", treatment)
        .with("pvalue", p)
        .members();
  }

  private static RatioCheck check(RatioResult result) {
    return switch (result) {
      case RatioCheck check -> check;
      case Refusal refusal -> throw Answer.whole(refusal);
    };
  }
}
