package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.Warehouse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// kill -9 under load, several times on one data folder: nothing acknowledged is missing, nothing
/// is in Parquet twice. What was sent but not acknowledged is sent again, as an edge does.
@Timeout(120)
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

  @Test
  void killWhileAUnitIsErased_leavesAnErasureThatIsFinishedLater() throws Exception {
    Path journal = data.resolve("journal.sqlite");
    long others = 0;
    for (int round = 0; round < ROUNDS; round++) {
      IngestProcess ingest = IngestProcess.start(data);
      for (int part = 0; part < 6; part++) {
        String of = round + "-" + part;
        ingest
            .client()
            .post(
                Lines.exposure("a" + of, "iso", 12L * round + 2L * part)
                    .replace("u-a" + of, "u-anna-4711"),
                Lines.exposure("b" + of, "iso", 12L * round + 2L * part + 1));
        others++;
        ingest.client().accountingOnceLoaded(); // hence a part for each
      }
      Thread asking = Thread.ofVirtual().start(() -> askToErase(ingest.client()));
      while (requested(journal) <= round) {
        Thread.sleep(1);
      }
      Thread.sleep(5L * round);
      ingest.process().destroyForcibly().waitFor();
      asking.join();
    }

    IngestProcess ingest = IngestProcess.start(data);
    assertThat(ingest.client().send(erasure(ingest.client())).statusCode()).isEqualTo(200);
    ingest.process().destroy();
    assertThat(ingest.process().waitFor()).isZero();
    try (Journal open = Journal.open(journal)) {
      assertThat(open.pendingErasures()).isEmpty();
      assertThat(open.accounting().accepted()).isEqualTo(2 * others);
    }
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      assertThat(warehouse.counts().rows()).isEqualTo(others);
      assertThat(warehouse.counts().distinctIds()).isEqualTo(others);
    }
  }

  private static void askToErase(Client client) {
    try {
      client.send(erasure(client));
    } catch (IOException _) {
      // the ingest was killed, as it should be
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts who asks", e);
    }
  }

  private static HttpRequest.Builder erasure(Client client) {
    return client
        .request("/v1/erasures")
        .header("Authorization", "Bearer " + Client.KEY)
        .POST(HttpRequest.BodyPublishers.ofString("{\"unit\":\"u-anna-4711\"}"));
  }

  /// How many erasures are written down, seen from beside the process.
  private static long requested(Path journal) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from erasure")) {
      return row.getLong(1);
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
