package dev.rimlight.control.api;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.rejection.Fault;
import dev.rimlight.control.rejection.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rejection as RFC 9457 writes it.
///
/// @param instance the request's id
/// @param current the document as it is now, when somebody else was faster
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable List<Fault> errors,
    @Nullable Object current) {
  static final String CONTENT_TYPE = "application/problem+json";

  static Problem of(Rejected rejected, String requestId, @Nullable Object current) {
    return new Problem(
        "rimlight:" + rejected.code(),
        rejected.rejection().title(),
        rejected.rejection().status(),
        rejected.detail(),
        requestId,
        rejected.faults().isEmpty() ? null : rejected.faults(),
        current);
  }

  byte[] bytes() {
    return Json.writeBytes(this);
  }
}
