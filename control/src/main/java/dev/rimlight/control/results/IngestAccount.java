package dev.rimlight.control.results;

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
import java.util.Map;
import java.util.Optional;

/// Asks the ingest what it received and what is missing. That it cannot be asked is an answer too.
public final class IngestAccount {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final long ANSWER_BYTES = 64 * 1024;

  private final Optional<URI> ingest;
  private final Optional<String> key;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  public IngestAccount(Optional<URI> ingest, Optional<String> key) {
    this.ingest = ingest;
    this.key = key;
  }

  /// Of the isolates that were at work since a moment.
  Loss ask(long since) {
    if (ingest.isEmpty()) {
      return new Loss.Unknown("no ingest was named to ask.");
    }
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(ingest.get().resolve("/v1/accounting?since=" + since))
              .timeout(PATIENCE);
      Traces.carry(Context.current(), request);
      key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      HttpResponse<byte[]> response =
          client.send(
              request.build(),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES));
      return response.statusCode() == 200
          ? counted(Json.readObject(response.body()))
          : new Loss.Unknown("the ingest answered " + response.statusCode() + ".");
    } catch (IOException _) {
      return new Loss.Unknown("the ingest cannot be reached.");
    } catch (Rejected _) {
      return new Loss.Unknown("the ingest's answer is not JSON.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Loss.Unknown("asking the ingest was interrupted.");
    }
  }

  private static Loss counted(Map<String, Object> account) {
    return account.get("received") instanceof Number received
            && account.get("lost") instanceof Number lost
            && account.get("journalSeq") instanceof Number written
            && account.get("loadedSeq") instanceof Number loaded
        ? new Loss.Counted(
            received.longValue(), lost.longValue(), written.longValue() - loaded.longValue())
        : new Loss.Unknown("the ingest's answer lacks received, lost, journalSeq or loadedSeq.");
  }
}
