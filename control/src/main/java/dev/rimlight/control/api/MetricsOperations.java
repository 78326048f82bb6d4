package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.telemetry.Meters;
import java.util.List;

/// The numbers for those who watch over control planes.
final class MetricsOperations {
  static final String PATH = "/metrics";

  private final Meters meters;
  private final boolean open;

  /// @param open to whoever asks
  MetricsOperations(Meters meters, boolean open) {
    this.meters = meters;
    this.open = open;
  }

  List<Operation> all() {
    return List.of(
        open
            ? Operation.open("GET", PATH, _ -> read())
            : Operation.of(Role.VIEWER, "GET", PATH, _ -> read()));
  }

  private Answer read() {
    return new Answer.Text(Meters.CONTENT_TYPE, meters.text());
  }
}
