package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans as they arrive at a receiver that reads them with the protocol's own definitions.
class TracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @TempDir private Path data;
  @TempDir private Path parquet;

  /// What a collector of OpenTelemetry would be.
  private static final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = Collections.synchronizedList(new ArrayList<>());
    private final List<String> services = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    private Receiver() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/v1/traces", this::receive);
      server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
      try (exchange) {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-key")));
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream body = exchange.getRequestBody();
        ExportTraceServiceRequest.parseFrom(gzip ? new GZIPInputStream(body) : body)
            .getResourceSpansList()
            .forEach(resource -> {
              resource.getResource().getAttributesList().stream()
                  .filter(attribute -> attribute.getKey().equals("service.name"))
                  .forEach(attribute -> services.add(attribute.getValue().getStringValue()));
              resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
            });
        byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
      }
    }

    private Settings.Operating operating() {
      return new Settings.Operating(
          false,
          Duration.ZERO,
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "http://127.0.0.1:" + server.getAddress().getPort(),
              "OTEL_EXPORTER_OTLP_HEADERS",
              "x-key=one%20two"));
    }

    private Span named(String name) {
      return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void publication_isOneTraceFromTheCallerToTheEdge() throws Exception {
    try (Receiver receiver = new Receiver();
        FakeEdge edge = FakeEdge.start(data)) {
      try (RunningControlPlane control =
          RunningControlPlane.operating(
              data, Optional.empty(), receiver.operating(), edge.address())) {
        control.draftTheShop();
        control.send(
            "POST",
            BASE + "/publication",
            "",
            "Authorization",
            "Bearer " + TOKEN,
            "traceparent",
            PARENT);
        Eventually.eventually("it is told", () -> edge.revision() == 1);
      }
      Span request = receiver.named("POST /v1/environments/{environment}/publication");
      assertThat(hex(request.getTraceId().toByteArray())).isEqualTo(TRACE);
      assertThat(hex(request.getParentSpanId().toByteArray())).isEqualTo("00f067aa0ba902b7");
      assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      Span delivery = receiver.named("deliver snapshot");
      assertThat(delivery.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(delivery.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(edge.traces())
          .contains("00-" + TRACE + "-" + hex(delivery.getSpanId().toByteArray()) + "-01");
      assertThat(receiver.services).contains("rimlight-control");
      assertThat(receiver.keys).containsOnly("one two");
      assertThat(attribute(request, "http.route"))
          .isEqualTo("/v1/environments/{environment}/publication");
      assertThat(attribute(request, "rimlight.environment")).isEqualTo("demo");
    }
  }

  @Test
  void results_showWhatTheWarehouseWasAsked() throws Exception {
    try (Receiver receiver = new Receiver()) {
      try (RunningControlPlane control =
          RunningControlPlane.operating(data, Optional.of(parquet), receiver.operating())) {
        control.draftTheShop();
        control.publish();
        StoredTrial.write(parquet, Instant.now());
        control.get(BASE + "/experiments/wording/results");
      }
      Span request = receiver.named("GET /v1/environments/{environment}/experiments/{key}/results");
      for (String question : List.of("samples", "history", "vitals")) {
        assertThat(receiver.named("ask warehouse for " + question).getTraceId())
            .isEqualTo(request.getTraceId());
      }
    }
  }

  @Test
  void spans_nameNobody() throws Exception {
    try (Receiver receiver = new Receiver()) {
      try (RunningControlPlane control =
          RunningControlPlane.operating(data, Optional.empty(), receiver.operating())) {
        control.get(BASE + "/flags/visitor-8f3a?mail=ada@shop.example");
        control.get("/visitor-8f3a");
        control.get("/healthz");
      }
      assertThat(receiver.spans)
          .isNotEmpty()
          .noneMatch(span -> span.getName().contains("healthz"))
          .allSatisfy(
              span -> assertThat(span.toString()).doesNotContain("8f3a", "shop.example", TOKEN));
    }
  }

  @Test
  void withoutAnEndpoint_aTraceGoesOn() throws Exception {
    try (FakeEdge edge = FakeEdge.start(data);
        RunningControlPlane control = RunningControlPlane.start(data, edge.address())) {
      control.draftTheShop();
      control.send(
          "POST",
          BASE + "/publication",
          "",
          "Authorization",
          "Bearer " + TOKEN,
          "traceparent",
          PARENT);
      Eventually.eventually("it is told", () -> edge.revision() == 1);
      assertThat(edge.traces()).contains(PARENT);
    }
  }

  @Test
  void endpointThatIsNoAddress_isRefused() {
    Settings.Operating operating =
        new Settings.Operating(
            false, Duration.ZERO, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"));
    assertThatThrownBy(() -> RunningControlPlane.operating(data, Optional.empty(), operating))
        .hasMessage(
            "OTEL_EXPORTER_OTLP_ENDPOINT == \"collector:4318\", must be an address that begins with"
                + " http:// or https://");
  }

  private static String attribute(Span span, String name) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(name))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
