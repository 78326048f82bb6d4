package dev.rimlight.control.analyze;

import dev.rimlight.stats.Alternative;
import java.util.Optional;

/// By how much of the control mean a treatment may be worse, and which direction is better; a
/// margin and a direction may both be absent.
record Margin(Optional<Double> share, Alternative side) {

  /// The table has it as the text of a tuple: `(0.02, 'increase')`.
  static Margin of(CaseInput input) {
    if (!input.has("nims")) {
      return new Margin(Optional.empty(), Alternative.TWO_SIDED);
    }
    String text = input.text("nims");
    String[] parts = text.replaceAll("[()' ]", "").split(",", -1);
    if (parts.length != 2) {
      throw unknown(text);
    }
    Alternative side =
        switch (parts[1]) {
          case "increase" -> Alternative.LARGER;
          case "decrease" -> Alternative.SMALLER;
          case "None" -> Alternative.TWO_SIDED;
          default -> throw unknown(text);
        };
    return new Margin(share(parts[0], text), side);
  }

  private static Optional<Double> share(String part, String text) {
    if (part.equals("None")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.valueOf(part));
    } catch (NumberFormatException e) {
      Refused refused = unknown(text);
      refused.initCause(e);
      throw refused;
    }
  }

  private static Refused unknown(String text) {
    return new Refused("input.nims == \"" + text + "\", must be like \"(0.02, 'increase')\"");
  }

  boolean twoSided() {
    return side == Alternative.TWO_SIDED;
  }

  /// The difference that is tested.
  double supposed(double controlMean) {
    double distance = share.orElse(0.0) * controlMean;
    return distance == 0 ? 0 : side == Alternative.LARGER ? -distance : distance;
  }

  String preference() {
    return switch (side) {
      case TWO_SIDED -> "two-sided";
      case LARGER -> "increase";
      case SMALLER -> "decrease";
    };
  }
}
