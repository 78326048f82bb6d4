package dev.rimlight.control.analyze;

import dev.rimlight.stats.GroupSequential;
import dev.rimlight.stats.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Bounds of tests with a planned end.
final class GroupSequentialTables {
  private static final double PLANNED_POWER = 0.8;

  private GroupSequentialTables() {}

  static Map<String, Object> bounds(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    double alpha = input.number("alpha_one_sided");
    double[] fractions = fractions(input);
    boolean symmetric =
        switch (input.text("test")) {
          case "two-sided symmetric" -> true;
          case "one-sided" -> false;
          default -> throw new Refused("input.test == " + node.get("test") + ", is not known");
        };
    GroupSequential test =
        switch (input.text("spending")) {
          case "OF" -> GroupSequential.shaped(0, alpha, fractions, symmetric);
          case "Pocock" -> GroupSequential.shaped(0.5, alpha, fractions, symmetric);
          default -> GroupSequential.spending(spending(input), alpha, fractions, symmetric);
        };
    return new Answer()
        .with("z_bounds", test.bounds())
        .with("cumulative_alpha_spent_upper", test.crossings(0))
        .with("inflation_factor_80pct_power", test.inflation(alpha, PLANNED_POWER))
        .members();
  }

  private static Spending spending(CaseInput input) {
    return switch (input.text("spending")) {
      case "LDOF" -> new Spending.OBrienFleming();
      case "LDPocock" -> new Spending.Pocock();
      case "HSD" -> new Spending.HwangShihDeCani(input.number("parameter"));
      case "Power" -> new Spending.Power(input.number("parameter"));
      default ->
          throw new Refused("input.spending == \"" + input.text("spending") + "\", is not known");
    };
  }

  private static double[] fractions(CaseInput input) {
    if (input.object("information_fractions").node().size() > GroupSequential.MAXIMUM_LOOKS) {
      throw new Refused(
          "input.information_fractions has more than %d elements"
              .formatted(GroupSequential.MAXIMUM_LOOKS));
    }
    return input.numbers("information_fractions");
  }

  /// With two sides each spends half of alpha.
  static Map<String, Object> powerFamily(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    long sides = input.count("sides");
    if (sides != 1 && sides != 2) {
      throw new Refused("input.sides == " + sides + ", must be 1 or 2");
    }
    double alpha = input.number("alpha") / sides;
    double[] fractions = fractions(input);
    Spending spending = new Spending.Power(input.number("rho"));
    GroupSequential test = GroupSequential.spending(spending, alpha, fractions, sides == 2);
    List<Double> spent = new ArrayList<>();
    List<Double> nominal = new ArrayList<>();
    for (int look = 0; look < fractions.length; look++) {
      spent.add(spending.spent(alpha, fractions[look]));
      nominal.add(sides * GroupSequential.nominalP(test.bounds()[look]));
    }
    return new Answer()
        .with("z_bounds", test.bounds())
        .with("cumulative_alpha_spent", spent)
        .with("nominal_p", nominal)
        .members();
  }
}
