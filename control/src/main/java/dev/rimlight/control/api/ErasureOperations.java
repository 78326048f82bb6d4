package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.erasure.ErasureDesk;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.core.InvalidDefinition;
import java.util.List;
import java.util.Map;

/// Having a unit forgotten.
final class ErasureOperations {
  private static final String PATH = "/v1/environments/{environment}/erasures";

  private final ErasureDesk desk;

  ErasureOperations(ErasureDesk desk) {
    this.desk = desk;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(Role.ADMIN, "POST", PATH, this::erase),
        Operation.of(Role.ADMIN, "GET", PATH + "/{id}", this::show));
  }

  private Answer erase(Call call) {
    TextFields fields = new TextFields(call.body(), List.of("unit", "confirm"));
    String unit = fields.required("unit", ErasureDesk.UNIT_CHARS);
    if (unit.isEmpty()) {
      throw Rejected.of(
          new InvalidDefinition("text_too_short", "/unit", "unit has 0 characters, must be >= 1"));
    }
    ErasureDesk.Receipt receipt =
        desk.erase(
            new ErasureDesk.Order(
                unit, fields.required("confirm", ErasureDesk.UNIT_CHARS), call.by()));
    return new Answer.Value(receipt.finished() ? 200 : 202, receipt, Map.of());
  }

  private Answer show(Call call) {
    String id = call.parameter("id");
    return new Answer.Value(
        desk.find(id)
            .orElseThrow(
                () -> new Rejected(Rejection.NOT_FOUND, "erasure " + id + " does not exist")));
  }
}
