package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.results.Planning;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.events.warehouse.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How long an experiment would take, and what of that is known from the visitors of late.
final class PlanningOperations {
  static final int EVENT_CHARS = 64;

  private static final String BASE = "/v1/environments/{environment}";
  private static final Duration RECENT = Duration.ofDays(14);

  private final Environment environment;
  private final ResultsDesk results;

  PlanningOperations(Environment environment, ResultsDesk results) {
    this.environment = environment;
    this.results = results;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(Role.VIEWER, "GET", BASE + "/planning", this::plan),
        Operation.of(Role.VIEWER, "GET", BASE + "/traffic", this::traffic));
  }

  private Answer plan(Call call) {
    double lift = number(call, "lift", 0.001, 10).orElse(0.05);
    int arms = (int) call.whole("arms", 2, 20).orElse(2);
    return new Answer.Value(
        Planning.of(
            new Planning.Wish(
                variation(call),
                number(call, "perDay", 1, 1e9).orElseThrow(() -> missing("perDay")),
                number(call, "share", 0.001, 1).orElse(1.0),
                arms,
                lift,
                number(call, "power", 0.5, 0.99).orElse(0.8),
                number(call, "alpha", 0.001, 0.2).orElse(0.05),
                anytime(call))));
  }

  /// Of a share, or of a mean with its spread.
  private static double variation(Call call) {
    Optional<Double> share = number(call, "baseline", 1e-6, 1 - 1e-6);
    Optional<Double> mean = number(call, "mean", 1e-9, 1e12);
    Optional<Double> spread = number(call, "spread", 1e-9, 1e12);
    if (share.isPresent() && mean.isEmpty() && spread.isEmpty()) {
      return (1 - share.get()) / share.get();
    }
    if (share.isEmpty() && mean.isPresent() && spread.isPresent()) {
      double relative = spread.get() / mean.get();
      return relative * relative;
    }
    throw new Rejected(
        Rejection.INVALID_REQUEST, "either baseline must be given, or mean and spread");
  }

  private static boolean anytime(Call call) {
    return switch (call.query("horizon").orElse("anytime")) {
      case "anytime" -> true;
      case "fixed" -> false;
      default ->
          throw new Rejected(
              Rejection.INVALID_REQUEST,
              "horizon == \"%s\", must be anytime or fixed"
                  .formatted(call.query("horizon").orElse("")));
    };
  }

  private static Optional<Double> number(Call call, String name, double low, double high) {
    Optional<String> text = call.query(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      double number = Double.parseDouble(text.get());
      if (number >= low && number <= high) {
        return Optional.of(number);
      }
    } catch (NumberFormatException _) {
      // said below, as for a number outside
    }
    throw new Rejected(
        Rejection.INVALID_REQUEST,
        "%s == \"%s\", must be a number in %s..%s".formatted(name, text.get(), low, high));
  }

  private static Rejected missing(String name) {
    return new Rejected(Rejection.INVALID_REQUEST, name + " is missing, must be given");
  }

  private Answer traffic(Call call) {
    String event = call.query("event").orElseThrow(() -> missing("event"));
    if (event.isBlank() || event.length() > EVENT_CHARS) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "event has %d characters, must have 1..%d".formatted(event.length(), EVENT_CHARS));
    }
    Instant now = Instant.ofEpochMilli(environment.now());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("event", event);
    results.traffic(event, now.minus(RECENT)).ifPresent(found -> answer.putAll(shown(found, now)));
    return new Answer.Value(answer);
  }

  private static Map<String, Object> shown(Traffic traffic, Instant now) {
    double days =
        Math.max(1.0 / 24, Duration.between(traffic.first(), now).toMillis() / 86_400_000.0);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("days", days);
    shown.put("units", traffic.units());
    shown.put("unitsPerDay", traffic.units() / days);
    shown.put("baseline", (double) traffic.converted() / traffic.units());
    shown.put("mean", traffic.mean());
    shown.put("spread", traffic.spread());
    return shown;
  }
}
