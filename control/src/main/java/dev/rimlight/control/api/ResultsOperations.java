package dev.rimlight.control.api;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.results.ResultsDesk;
import java.util.List;
import java.util.Optional;

/// The verdict on an experiment.
final class ResultsOperations {
  static final double MIN_ALPHA = 0.0001;
  static final double MAX_ALPHA = 0.5;
  private static final double DEFAULT_ALPHA = 0.05;

  private final ResultsDesk desk;

  ResultsOperations(ResultsDesk desk) {
    this.desk = desk;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(
            "GET", "/v1/environments/{environment}/experiments/{key}/results", this::results));
  }

  private Answer results(Call call) {
    double alpha = alpha(call);
    Optional<String> frozen =
        alpha == DEFAULT_ALPHA ? desk.frozen(call.parameter("key")) : Optional.empty();
    return frozen.isPresent()
        ? new Answer.Text("application/json", frozen.get())
        : new Answer.Value(desk.results(call.parameter("key"), alpha));
  }

  private static double alpha(Call call) {
    return call.query("alpha").map(ResultsOperations::alpha).orElse(DEFAULT_ALPHA);
  }

  private static double alpha(String text) {
    try {
      double alpha = Double.parseDouble(text);
      if (alpha >= MIN_ALPHA && alpha <= MAX_ALPHA) {
        return alpha;
      }
    } catch (NumberFormatException _) {
      // said below, as for a number outside
    }
    throw new Rejected(
        Rejection.INVALID_REQUEST,
        "alpha == \"%s\", must be a number in %s..%s".formatted(text, MIN_ALPHA, MAX_ALPHA));
  }
}
