package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rimlight.control.document.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A unit is forgotten where it can be asked for, and the receipt says where it cannot.
class ErasuresTest {
  private static final String UNIT = "visitor-8f3a";
  private static final String ORDER = "{\"unit\":\"visitor-8f3a\",\"confirm\":\"visitor-8f3a\"}";

  @TempDir private Path data;

  /// An ingest that needs as long as it is told to.
  private static final class FakeIngest implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile String finishedAt = "null";
    private volatile int status = 202;

    private FakeIngest() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/v1/erasures", this::answer);
      server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + body);
        String receipt =
            "{\"id\":17,\"unitSha256\":\"x\",\"requestedAt\":1,\"finishedAt\":%s,\"storedRows\":5,\"journalLines\":4,\"deadLetters\":1}"
                .formatted(finishedAt);
        byte[] answer =
            (exchange.getRequestMethod().equals("POST")
                    ? receipt
                    : "{\"erasures\":[" + receipt + "]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
      }
    }

    private URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void receipt_saysWhatEachStoreMadeOfIt() throws Exception {
    try (FakeIngest ingest = new FakeIngest();
        RunningControlPlane control =
            RunningControlPlane.accounting(data, Optional.of(ingest.address()))) {
      control.create(
          "/segments/vip",
          "{\"key\":\"vip\",\"when\":{\"attribute\":\"visitor\",\"operator\":\"in\",\"values\":[\"a\",\"%s\"]}}"
              .formatted(UNIT));
      RunningControlPlane.Answer asked = control.post(BASE + "/erasures", ORDER);
      assertThat(asked.status()).isEqualTo(202);
      assertThat(asked.json()).containsEntry("finished", false).containsEntry("by", "token");
      assertThat(asked.list("stores").get(0))
          .containsEntry("store", "events")
          .containsEntry("state", "under_way")
          .containsEntry("receipt", 17);
      assertThat(asked.list("stores").get(1))
          .containsEntry("store", "edge")
          .containsEntry("state", "not_asked");
      assertThat(asked.list("stores").get(2))
          .containsEntry("store", "definitions")
          .containsEntry("state", "named")
          .containsEntry("documents", List.of("segment vip"));
      ingest.finishedAt = "9";
      ingest.status = 200;
      RunningControlPlane.Answer later = control.get(BASE + "/erasures/" + asked.json().get("id"));
      assertThat(later.status()).isEqualTo(200);
      assertThat(later.json()).containsEntry("finished", true);
      assertThat(later.list("stores").get(0))
          .containsEntry("state", "done")
          .containsEntry("storedRows", 5)
          .containsEntry("journalLines", 4)
          .containsEntry("deadLetters", 1);
      assertThat(ingest.asked).containsExactly("POST {\"unit\":\"visitor-8f3a\"}", "GET ");
      String told = later + Json.write(control.get(BASE + "/audit").json());
      assertThat(told).contains("Had one unit forgotten").doesNotContain(UNIT);
      assertThat(control.post(BASE + "/erasures", ORDER).json().get("unitHash"))
          .isEqualTo(later.json().get("unitHash"));
    }
  }

  @Test
  void ingestThatIsAway_isAFailureThatStays() throws Exception {
    try (RunningControlPlane control =
        RunningControlPlane.accounting(data, Optional.of(URI.create("http://127.0.0.1:9")))) {
      RunningControlPlane.Answer asked = control.post(BASE + "/erasures", ORDER);
      assertThat(asked.status()).isEqualTo(202);
      assertThat(asked.list("stores").getFirst())
          .isEqualTo(
              Map.of(
                  "store",
                  "events",
                  "state",
                  "failed",
                  "why",
                  "the ingest cannot be reached; ask for the erasure again, nothing is kept of the"
                      + " unit"));
      assertThat(control.get(BASE + "/erasures/" + asked.json().get("id")).json())
          .isEqualTo(asked.json());
    }
  }

  @Test
  void whatIsNotConfirmed_isNotDone() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.accounting(data, Optional.empty())) {
      RunningControlPlane.Answer differs =
          control.post(BASE + "/erasures", "{\"unit\":\"a\",\"confirm\":\"b\"}");
      assertThat(differs.status()).isEqualTo(422);
      assertThat(differs.json())
          .containsEntry("type", "rimlight:confirmation_differs")
          .containsEntry("detail", "confirm differs from unit, must be the same");
      assertThat(control.post(BASE + "/erasures", "{\"unit\":\"\",\"confirm\":\"\"}").status())
          .isEqualTo(422);
      assertThat(control.get(BASE + "/erasures/none").status()).isEqualTo(404);
      RunningControlPlane.Answer alone = control.post(BASE + "/erasures", ORDER);
      assertThat(alone.status()).isEqualTo(200);
      assertThat(alone.list("stores"))
          .extracting(store -> store.get("state"))
          .containsExactly("not_asked", "not_asked", "done");
    }
  }
}
