package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.Warehouse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// kill -9 under load, several times on one data folder: nothing acknowledged is missing, nothing
/// is in Parquet twice. What was sent but not acknowledged is sent again, as an edge does.
final class KillTest {
  private static final int ROUNDS = 4;
  private static final int SENDERS = 4;
  private static final int BATCH = 50;
  private static final long MILLIS_OF_LOAD = 1_200;

  @TempDir Path data;

  @Test
  void killUnderLoad_losesNothingAcknowledgedAndRepeatsNothing() throws Exception {
    List<Sender> senders = IntStream.range(0, SENDERS).mapToObj(Sender::new).toList();
    for (int round = 0; round < ROUNDS; round++) {
      IngestProcess ingest = IngestProcess.start(data);
      List<Thread> threads = new ArrayList<>();
      for (Sender sender : senders) {
        threads.add(Thread.ofVirtual().start(() -> sender.sendUntilItBreaks(ingest.client())));
      }
      Thread.sleep(MILLIS_OF_LOAD + 70L * round);
      ingest.process().destroyForcibly().waitFor();
      for (Thread thread : threads) {
        thread.join();
      }
    }

    IngestProcess ingest = IngestProcess.start(data);
    for (Sender sender : senders) {
      sender.sendOne(ingest.client());
    }
    JsonNode accounting = ingest.client().accountingOnceLoaded();
    ingest.process().destroy();
    assertThat(ingest.process().waitFor()).isZero();

    long acknowledged = senders.stream().mapToLong(sender -> sender.acknowledged.get()).sum();
    assertThat(acknowledged).isGreaterThan(ROUNDS * SENDERS * BATCH);
    assertThat(accounting.get("accepted").asLong()).isEqualTo(acknowledged);
    assertThat(accounting.get("lost").asLong()).isZero();
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      assertThat(warehouse.counts().rows()).isEqualTo(acknowledged);
      assertThat(warehouse.counts().distinctIds()).isEqualTo(acknowledged);
    }
  }

  /// One isolate: it sends a batch until it is acknowledged, then the next.
  private static final class Sender {
    private final String isolate;
    private final AtomicLong acknowledged = new AtomicLong();

    Sender(int number) {
      this.isolate = "iso" + number;
    }

    void sendUntilItBreaks(Client client) {
      try {
        while (true) {
          sendOne(client);
        }
      } catch (IOException _) {
        // the ingest was killed: the batch in flight is sent again in the next round
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a sender", e);
      }
    }

    void sendOne(Client client) throws IOException, InterruptedException {
      long first = acknowledged.get();
      String[] lines =
          LongStream.range(first, first + BATCH)
              .mapToObj(seq -> Lines.exposure(isolate + ":" + seq, isolate, seq))
              .toArray(String[]::new);
      HttpResponse<String> response = client.post(lines);
      assertThat(response.statusCode()).isEqualTo(200);
      acknowledged.addAndGet(BATCH);
    }
  }
}
