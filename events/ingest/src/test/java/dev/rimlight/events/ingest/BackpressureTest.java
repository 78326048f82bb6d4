package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While the journal's file is held by somebody else, requests pile up: the ingest takes so many
/// and refuses the rest at once, tells senders to send less, and keeps all that it acknowledges.
final class BackpressureTest {
  private static final String SAMPLE = "Rimlight-Sample";

  @TempDir Path data;
  private Ingest ingest;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    IngestKey key = new IngestKey(Client.KEY);
    ingest =
        Ingest.start(
            new Ingest.Settings(
                "127.0.0.1", 0, data, "test", key, Duration.ofHours(1), Optional.empty()),
            InstantSource.system());
    client = new Client(ingest.port());
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void manyRequests_areRefusedBeyondTheRoomAndSampledBelowIt() throws Exception {
    List<HttpResponse<String>> answers =
        whileTheJournalIsHeld(Room.MOST_REQUESTS + 20, 20, Lines.exposure("e%1$d", "iso", 0));
    assertThat(with(answers, 429, "0.25")).isEqualTo(20);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After")).hasValue("1"));
    assertThat(with(answers, 200, "0.25")).isEqualTo(Room.MOST_REQUESTS / 4);
    assertThat(with(answers, 200, "0.5")).isEqualTo(Room.MOST_REQUESTS / 4);
    assertThat(with(answers, 200, "")).isEqualTo(Room.MOST_REQUESTS / 2);
    assertThat(client.accounting().get("accepted").asLong()).isEqualTo(Room.MOST_REQUESTS);

    HttpResponse<String> afterwards = client.post(Lines.exposure("later", "iso", 1));
    assertThat(afterwards.statusCode()).isEqualTo(200);
    assertThat(afterwards.headers().firstValue(SAMPLE)).isEmpty();
  }

  @Test
  void largeRequests_areRefusedBeyondTheBytes() throws Exception {
    String line = Lines.exposure("e%1$d", "iso", 0);
    int room = Room.MOST_BYTES / Batch.MOST_BYTES;
    String large = line + " ".repeat(Batch.MOST_BYTES - line.length() - 10);
    List<HttpResponse<String>> answers = whileTheJournalIsHeld(room + 20, 20, large);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize(20);
    assertThat(client.accounting().get("accepted").asLong()).isEqualTo(room);
  }

  /// Sends so many at once, lets the journal go when so many were refused, and waits for the rest.
  private List<HttpResponse<String>> whileTheJournalIsHeld(int requests, int refused, String body)
      throws Exception {
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Connection holder =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("journal.sqlite"));
        Statement statement = holder.createStatement()) {
      statement.execute("begin immediate");
      for (int i = 0; i < requests; i++) {
        sent.add(
            http.sendAsync(
                client.events().POST(BodyPublishers.ofString(body.formatted(i))).build(),
                HttpResponse.BodyHandlers.ofString()));
      }
      long deadline = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      while (sent.stream().filter(CompletableFuture::isDone).count() < refused
          && System.nanoTime() < deadline) {
        Thread.sleep(5);
      }
      statement.execute("rollback");
      return sent.stream().map(CompletableFuture::join).toList();
    }
  }

  private static long with(List<HttpResponse<String>> answers, int status, String sample) {
    return answers.stream()
        .filter(answer -> answer.statusCode() == status)
        .filter(answer -> answer.headers().firstValue(SAMPLE).orElse("").equals(sample))
        .count();
  }
}
