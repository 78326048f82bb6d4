package dev.rimlight.control.analyze;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What cannot be computed is a reason that names the thing, the value and the bound; nothing else
/// leaves a method.
final class RefusalTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void unitsInAnArmWithoutWeight_areAConfigurationError() {
    refuses("srm_chi2", "{'users': [9, 9, 1], 'weights': [1, 1, 0]}", "UNITS_IN_ZERO_WEIGHT_ARM");
  }

  @Test
  void armWithoutVariance_hasNoPosteriorAndNoSequence() {
    String arms =
        "'kind': 'proportion', 'control': {'n': 9, 'sum': 0}, 'treatment': {'n': 9, 'sum': 1}";
    refuses(
        "gb_sequential",
        "{'alpha': 0.05, 'sequential_tuning_parameter': 5000, " + arms + "}",
        "NO_VARIANCE");
    refuses(
        "gb_bayesian",
        "{'alpha': 0.05, 'inverse': false, 'prior': {'proper': false}, " + arms + "}",
        "NO_VARIANCE");
  }

  @Test
  void fewUnitsInAnArm_keepABanditFromMoving() {
    String arm = "{'n': 99, 'sum': 50, 'sum_squares': 80}";
    refuses(
        "gb_bandit",
        "{'arms': [%s, %s], 'prior': {'mean': 0, 'variance': 1}, 'min_weight': 0, 'inverse': false}"
            .formatted(arm, arm),
        "TOO_FEW_UNITS");
  }

  @Test
  void valueOutOfRange_isNamedWithItsBound() {
    refuses("multiple_testing", "{'p_values': [0.5, 1.5]}", "p[1] == 1.5, must be in 0..1");
    refuses(
        "tea_sample_ratio",
        "{'control': 1.5, 'treatment': 2, 'ratio': 1}",
        "input.control == 1.5, must be a whole number in 0..1e15");
    refuses(
        "tea_multiplicity",
        "{'p_values': [0.5]}",
        "input.alpha is missing, must be a finite number");
    refuses("msprt", "{'mean_x': 1e999}", "input.mean_x == \"Infinity\", must be a finite number");
  }

  @Test
  void listsAndLooks_haveALimit() {
    String many = "0.5,".repeat(CaseInput.MAXIMUM_ELEMENTS) + "0.5";
    assertThatThrownBy(() -> answer("multiple_testing", "{'p_values': [" + many + "]}"))
        .isInstanceOf(Refused.class)
        .hasMessageEndingWith("must be a list of 1..10000 elements");
    refuses(
        "spotify_group_sequential",
        "{'sides': 2, 'alpha': 0.05, 'rho': 2, 'information_fractions': ["
            + "1,".repeat(200)
            + "1]}",
        "input.information_fractions has more than 200 elements");
  }

  @Test
  void unknownWord_isNamed() {
    refuses("confseq_bounds", "{'function': 'x'}", "input.function == \"x\", is not known");
    refuses(
        "msprt",
        "{'mean_x': 0, 'mean_y': 0, 'distribution': 'x'}",
        "input.distribution == \"x\", is not known");
  }

  private static void refuses(String method, String input, String reason) {
    assertThatThrownBy(() -> answer(method, input)).isInstanceOf(Refused.class).hasMessage(reason);
  }

  private static Object answer(String method, String input) {
    JsonNode node = JSON.readTree(input.replace('\'', '"'));
    return Objects.requireNonNull(SequentialTables.methods().get(method)).answer(node);
  }
}
