package dev.rimlight.control.erasure;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.telemetry.Traces;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the ingest to forget a unit: rows of the warehouse, lines of the journal, dead letters.
public final class IngestErasure {
  static final String STORE = "events";

  /// The ingest itself waits 20 seconds for it.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long ANSWER_BYTES = 1024 * 1024;
  private static final String PATH = "/v1/erasures";
  private static final List<String> COUNTS = List.of("storedRows", "journalLines", "deadLetters");

  private final Optional<URI> ingest;
  private final Optional<String> key;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  public IngestErasure(Optional<URI> ingest, Optional<String> key) {
    this.ingest = ingest;
    this.key = key;
  }

  StoreState erase(String unit) {
    return ask(
        builder ->
            builder.POST(
                HttpRequest.BodyPublishers.ofByteArray(Json.writeBytes(Map.of("unit", unit)))),
        IngestErasure::state);
  }

  /// How far one is that was under way.
  StoreState again(long receipt) {
    return ask(
        HttpRequest.Builder::GET,
        answer ->
            answer.get("erasures") instanceof List<?> all
                ? all.stream()
                    .map(each -> Json.readStored(Json.write(each)))
                    .filter(
                        each -> each.get("id") instanceof Number id && id.longValue() == receipt)
                    .findFirst()
                    .map(IngestErasure::state)
                    .orElse(failed("the ingest no longer knows its receipt"))
                : failed("the ingest's answer is not a list of receipts"));
  }

  private interface Method {
    HttpRequest.Builder of(HttpRequest.Builder builder);
  }

  private interface Reading {
    StoreState of(Map<String, Object> answer);
  }

  private StoreState ask(Method method, Reading reading) {
    if (ingest.isEmpty()) {
      return StoreState.of(STORE, StoreState.State.NOT_ASKED, "no ingest was named, see --ingest");
    }
    HttpRequest.Builder request =
        method.of(
            HttpRequest.newBuilder(ingest.get().resolve(PATH))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json"));
    Traces.carry(Context.current(), request);
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    try {
      HttpResponse<byte[]> response =
          client.send(
              request.build(),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES));
      return response.statusCode() == 200 || response.statusCode() == 202
          ? reading.of(Json.readObject(response.body()))
          : failed("the ingest answered " + response.statusCode());
    } catch (IOException _) {
      return failed("the ingest cannot be reached");
    } catch (Rejected _) {
      return failed("the ingest's answer is not JSON");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return failed("asking the ingest was interrupted");
    }
  }

  private static StoreState failed(String why) {
    return StoreState.of(
        STORE,
        StoreState.State.FAILED,
        why + "; ask for the erasure again, nothing is kept of the unit");
  }

  private static StoreState state(Map<String, Object> receipt) {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (receipt.get("id") instanceof Number id) {
      counts.put(StoreState.RECEIPT, id.longValue());
    }
    for (String name : COUNTS) {
      if (receipt.get(name) instanceof Number number) {
        counts.put(name, number.longValue());
      }
    }
    boolean done = receipt.get("finishedAt") instanceof Number;
    return new StoreState(
        STORE,
        done ? StoreState.State.DONE : StoreState.State.UNDER_WAY,
        done
            ? "nothing of the unit is in the warehouse, the journal or the dead letters"
            : "the ingest has written it down and does it whatever happens",
        counts,
        List.of());
  }
}
