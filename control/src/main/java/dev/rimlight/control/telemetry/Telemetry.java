package dev.rimlight.control.telemetry;

import dev.rimlight.operate.LogLine;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Logger;

/// All that one control plane tells of itself. What happens is said once, here, and becomes a
/// number, a line, or both.
public final class Telemetry implements AutoCloseable {
  static final Duration SLOW = Duration.ofSeconds(1);

  private static final Logger LOG = Logger.getLogger("dev.rimlight.control");
  private static final String ENVIRONMENT = "environment";

  private final Meters meters = new Meters();
  private final Traces traces;

  private Telemetry(Traces traces) {
    this.traces = traces;
  }

  /// Begins; the variables of the process say where spans go.
  public static Telemetry of(Map<String, String> variables) {
    return new Telemetry(Traces.of(variables));
  }

  public Meters meters() {
    return meters;
  }

  public Traces traces() {
    return traces;
  }

  /// A transaction of the store.
  public void transaction(String kind, long nanos) {
    meters.took("store.transactions", "Transactions of the database.", nanos, "kind", kind);
  }

  /// A request that was answered.
  ///
  /// @param operation its path in spec/openapi.yaml, or `none`
  /// @param nanos less than 0 for a stream, which has no time
  public record Request(
      String id, String method, String operation, String environment, int status, long nanos) {
    private String label() {
      return status / 100 + "xx";
    }

    private boolean slow() {
      return nanos >= SLOW.toNanos();
    }
  }

  /// Counts a request that was answered, and logs it when it failed or took long.
  ///
  /// @param message what is said of one that failed
  public void answered(Request request, String message) {
    count(request);
    if (request.status() >= 400) {
      line(request.status() >= 500 ? LogLine.warning(message) : LogLine.info(message), request)
          .to(LOG);
    } else if (request.slow()) {
      line(LogLine.info("request was slow"), request).to(LOG);
    }
  }

  /// Counts and logs a request that broke something.
  public void broke(Request request, Throwable failure) {
    count(request);
    line(LogLine.error("request failed"), request).to(LOG, failure);
  }

  private void count(Request request) {
    if (request.nanos() >= 0) {
      meters.took(
          "requests",
          "Requests by operation, without streams.",
          request.nanos(),
          "operation",
          request.operation(),
          "method",
          request.method(),
          "status",
          request.label());
    }
  }

  private static LogLine line(LogLine line, Request request) {
    LogLine told =
        inContext(line)
            .with(ENVIRONMENT, request.environment())
            .with("operation", request.method() + " " + request.operation())
            .with("status", request.status());
    return request.nanos() < 0 ? told : told.with("milliseconds", request.nanos() / 1_000_000);
  }

  private static LogLine inContext(LogLine line) {
    SpanContext span = Span.current().getSpanContext();
    return line.with("requestId", Context.current().get(Traces.REQUEST))
        .with("traceId", span.isValid() ? span.getTraceId() : "");
  }

  /// The context of a request, for what it leads to.
  public static Context of(Span span, String requestId) {
    return Context.root().with(span).with(Traces.REQUEST, requestId);
  }

  public OfEnvironment in(String environment) {
    return new OfEnvironment(environment);
  }

  /// What happens in one environment.
  public final class OfEnvironment {
    private final String key;

    private OfEnvironment(String key) {
      this.key = key;
    }

    public Traces traces() {
      return traces;
    }

    public void published(long revision) {
      meters.count("publications", "Revisions that were published.", ENVIRONMENT, key);
      line("published revision " + revision);
    }

    /// A change of the kill list.
    ///
    /// @param action as the log of changes has it: kill, unkill, bypass, unbypass
    public void killed(String action, String flag) {
      meters.count("kills", "Changes of the kill list.", ENVIRONMENT, key, "action", action);
      line(action + " " + flag);
    }

    /// Every edge runs something that was published or killed.
    public void spread(String what, long nanos) {
      meters.took(
          "spread",
          "Time until every edge ran a publication or a kill.",
          nanos,
          ENVIRONMENT,
          key,
          "what",
          what);
    }

    /// A round of alerts ended.
    public void round(long nanos) {
      meters.took("alert.rounds", "Rounds that look for alerts.", nanos, ENVIRONMENT, key);
    }

    /// An alert began or is over.
    public void alert(long number, String rule, String severity, String state) {
      inContext(LogLine.warning("alert %d of %s is %s".formatted(number, rule, state)))
          .with(ENVIRONMENT, key)
          .with("severity", severity)
          .to(LOG);
    }

    /// A number that is asked for whenever the numbers are read.
    public void gauge(String name, String description, Supplier<Number> number, String... label) {
      String[] labels = new String[label.length + 2];
      labels[0] = ENVIRONMENT;
      labels[1] = key;
      System.arraycopy(label, 0, labels, 2, label.length);
      meters.gauge(name, description, number, labels);
    }

    private void line(String message) {
      inContext(LogLine.info(message)).with(ENVIRONMENT, key).to(LOG);
    }
  }

  @Override
  public void close() {
    traces.close();
    meters.close();
  }
}
