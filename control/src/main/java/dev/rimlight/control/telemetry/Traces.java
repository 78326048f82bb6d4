package dev.rimlight.control.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The spans of one control plane. They are sent by OTLP over HTTP to where
/// `OTEL_EXPORTER_OTLP_ENDPOINT` says; without it nothing is recorded, and a trace that comes in
/// still goes on in what is asked of others.
public final class Traces implements AutoCloseable {
  /// The request in which something happens.
  static final ContextKey<String> REQUEST = ContextKey.named("rimlight-request");

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
  private static final String NAME = "OTEL_SERVICE_NAME";

  /// Spans leave once a second, and when the process ends.
  private static final Duration DELAY = Duration.ofSeconds(1);

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private final OpenTelemetry telemetry;

  private Traces(OpenTelemetry telemetry) {
    this.telemetry = telemetry;
  }

  /// @throws IllegalArgumentException when the endpoint is not an address
  static Traces of(Map<String, String> variables) {
    ContextPropagators propagators = ContextPropagators.create(W3C);
    String endpoint = variables.getOrDefault(ENDPOINT, "");
    if (endpoint.isEmpty()) {
      return new Traces(OpenTelemetry.propagating(propagators));
    }
    if (!endpoint.matches("https?://[^/\\s]+.*")) {
      throw new IllegalArgumentException(
          "%s == \"%s\", must be an address that begins with http:// or https://"
              .formatted(ENDPOINT, endpoint));
    }
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(endpoint.replaceFirst("/+$", "") + "/v1/traces");
    headers(variables.getOrDefault(HEADERS, ""), exporter);
    String name = variables.getOrDefault(NAME, "rimlight-control");
    return new Traces(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setResource(
                        Resource.getDefault()
                            .merge(
                                Resource.create(
                                    Attributes.of(AttributeKey.stringKey("service.name"), name))))
                    .addSpanProcessor(
                        BatchSpanProcessor.builder(exporter.build())
                            .setScheduleDelay(DELAY)
                            .build())
                    .build())
            .setPropagators(propagators)
            .build());
  }

  /// As OpenTelemetry has it: `name=value`, separated by commas, the values with escapes of URLs.
  private static void headers(String text, OtlpHttpSpanExporterBuilder exporter) {
    for (String header : text.split(",", -1)) {
      int equals = header.indexOf('=');
      if (equals > 0) {
        exporter.addHeader(
            header.substring(0, equals).strip(),
            URLDecoder.decode(
                header.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
  }

  /// Begins a span; to be ended by who began it.
  public Span begin(String name, SpanKind kind, Context parent) {
    return telemetry
        .getTracer("dev.rimlight.control")
        .spanBuilder(name)
        .setSpanKind(kind)
        .setParent(parent)
        .startSpan();
  }

  /// One piece of work within what happens on this thread.
  public <T> T within(String name, SpanKind kind, Supplier<T> work) {
    Span span = begin(name, kind, Context.current());
    try (Scope _ = span.makeCurrent()) {
      return work.get();
    } catch (RuntimeException e) {
      fail(span, e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
    }
  }

  /// Says of a span that it did not go well.
  ///
  /// @param why words of ours: what failures say may hold what must not leave
  public static void fail(Span span, String why) {
    span.setStatus(StatusCode.ERROR, why);
  }

  /// The trace that a request brings along.
  ///
  /// @param header how it is looked up, by a name in lower case
  public static Context incoming(Headers header) {
    return W3C.extract(Context.root(), header, GETTER);
  }

  /// How one header of a request is looked up.
  public interface Headers {
    @Nullable String value(String name);
  }

  private static final TextMapGetter<Headers> GETTER =
      new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
          return headers == null ? null : headers.value(name);
        }
      };

  /// Lets a request that is made now belong to the trace of `context`.
  public static void carry(Context context, HttpRequest.Builder request) {
    W3C.inject(
        context,
        request,
        (to, name, value) -> {
          if (to != null) {
            to.setHeader(name, value);
          }
        });
  }

  /// Sends what was not sent yet.
  @Override
  public void close() {
    if (telemetry instanceof OpenTelemetrySdk sdk) {
      sdk.close();
    }
  }
}
