package dev.rimlight.control.api;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.telemetry.Telemetry;
import dev.rimlight.control.telemetry.Traces;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request from when it comes until it is answered: what is found out about it becomes a span,
/// numbers and a line of the log. Its path and its query, which may name somebody, become none.
final class Passage implements AutoCloseable {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  private final Telemetry telemetry;
  private final ServerResponse response;
  private final String id;
  private final String method;
  private final long began = System.nanoTime();
  private final Span span;
  private final Context context;
  private String operation = "none";
  private String environment = "";
  private String refusal = "request refused";
  private boolean stream;
  private @Nullable Throwable failure;

  /// @param traced whether it is worth a span; who watches over the process asks often
  Passage(
      Telemetry telemetry,
      ServerRequest request,
      ServerResponse response,
      String id,
      boolean traced) {
    this.telemetry = telemetry;
    this.response = response;
    this.id = id;
    String given = request.prologue().method().text();
    this.method = METHODS.contains(given) ? given : "OTHER";
    Context from =
        Traces.incoming(name -> request.headers().first(HeaderNames.create(name)).orElse(null));
    this.span =
        traced ? telemetry.traces().begin(method, SpanKind.SERVER, from) : Span.getInvalid();
    this.context = Telemetry.of(span, id);
  }

  /// What everything that it leads to belongs to.
  Context context() {
    return context;
  }

  /// What is asked for.
  ///
  /// @param template its path in spec/openapi.yaml
  void asks(String template) {
    operation = template;
    span.updateName(method + " " + template);
  }

  /// One of ours, about which it is.
  void of(String key) {
    environment = key;
    span.setAttribute("rimlight.environment", key);
  }

  /// The answer does not end by itself.
  void streams() {
    stream = true;
  }

  void refused(Rejected rejected) {
    Rejection why = rejected.rejection();
    refusal =
        why == Rejection.WRONG_CREDENTIALS || why == Rejection.TOO_MANY_ATTEMPTS
            ? "sign-in refused: " + why.code()
            : "request refused: " + why.code();
  }

  void broke(Throwable cause) {
    failure = cause;
  }

  @Override
  public void close() {
    int status = response.status().code();
    long nanos = stream ? -1 : System.nanoTime() - began;
    Telemetry.Request request =
        new Telemetry.Request(id, method, operation, environment, status, nanos);
    try (Scope _ = context.makeCurrent()) {
      if (failure == null) {
        telemetry.answered(request, refusal);
      } else {
        telemetry.broke(request, failure);
      }
    }
    span.setAttribute("http.request.method", method);
    span.setAttribute("http.route", operation);
    span.setAttribute("http.response.status_code", status);
    span.setAttribute("rimlight.request_id", id);
    if (status >= 500) {
      Traces.fail(span, refusal);
    }
    span.end();
  }
}
