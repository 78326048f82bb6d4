package dev.rimlight.control.api;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.UUID;

/// Requests that break before they reach [Front], e.g. with a malformed request line: a problem
/// document too.
final class Transport implements DirectHandler {
  static DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, new Transport());
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    String id = UUID.randomUUID().toString();
    Rejection rejection =
        switch (type) {
          case PAYLOAD_TOO_LARGE -> Rejection.BODY_TOO_LARGE;
          case INTERNAL_ERROR -> Rejection.BROKEN;
          case BAD_REQUEST, FORBIDDEN, OTHER, HTTP_VERSION_NOT_SUPPORTED ->
              Rejection.INVALID_REQUEST;
        };
    TransportResponse.Builder response =
        TransportResponse.builder()
            .status(Status.create(rejection.status()))
            .header(HeaderNames.CONTENT_TYPE, Problem.CONTENT_TYPE)
            .header(HeaderNames.create(Front.REQUEST_ID), id)
            .keepAlive(false);
    SecurityHeaders.always()
        .forEach((name, value) -> response.header(HeaderNames.create(name), value));
    String detail =
        rejection == Rejection.BROKEN ? "the log tells more" : "the request is not HTTP as agreed";
    return response.entity(Problem.of(new Rejected(rejection, detail), id, null).bytes()).build();
  }
}
