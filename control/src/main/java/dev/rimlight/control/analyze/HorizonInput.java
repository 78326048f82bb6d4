package dev.rimlight.control.analyze;

import dev.rimlight.stats.ConfidenceSequence;
import dev.rimlight.stats.Horizon;

/// How a line says that its experiment is looked at; nothing is any number of looks.
final class HorizonInput {
  private HorizonInput() {}

  static Horizon read(CaseInput line, String name) {
    if (!line.has(name)) {
      return Horizon.Anytime.DEFAULT;
    }
    CaseInput horizon = line.object(name);
    String method = horizon.text("method");
    try {
      return switch (method) {
        case "confidence_sequence" -> new Horizon.Anytime(tuning(horizon));
        case "group_sequential" -> new Horizon.Planned(horizon.number("planned_sample_size"));
        case "hybrid" -> new Horizon.Hybrid(horizon.number("planned_sample_size"), tuning(horizon));
        case "fixed" -> new Horizon.Fixed();
        default ->
            throw new Refused(
                "%s.method == \"%s\", must be confidence_sequence, group_sequential, hybrid or fixed"
                    .formatted(horizon.path(), method));
      };
    } catch (IllegalArgumentException e) {
      throw new Refused(horizon.path() + ": " + e.getMessage());
    }
  }

  private static double tuning(CaseInput horizon) {
    return horizon.number("tuning_sample_size", ConfidenceSequence.DEFAULT_TUNING_SAMPLE_SIZE);
  }
}
