package dev.rimlight.interop.engine;

import dev.rimlight.core.ContextCodec;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ES module that the Worker ships, inside workerd, asked in batches over HTTP.
///
/// A batch is the length of its head in four bytes, the head in JSON, and the bytes of snapshots
/// and contexts, to which the head refers by offset and length. worker.mjs reads it and answers
/// with lines in JSON.
public final class WorkerEngine implements Engine {
  static final int BATCH_QUESTIONS = 2_000;
  static final int BATCH_BYTES = 8 * 1024 * 1024;

  /// The Worker keeps so many snapshots; then it forgets all of them and is sent them again.
  static final int KEPT_SNAPSHOTS = 4_096;

  static final long KEPT_BYTES = 64L * 1024 * 1024;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path root;
  private final Consumer<String> complaints;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<Long> kept = new HashSet<>();
  private long keptBytes;
  private @Nullable Workerd running;

  /// workerd starts with the first question.
  ///
  /// @param root of the repository, which has the module and workerd
  /// @param complaints takes what a question failed with, which has no decision then
  public WorkerEngine(Path root, Consumer<String> complaints) {
    this.root = root;
    this.complaints = complaints;
  }

  @Override
  public List<DecisionLine> decide(List<Question> questions) {
    List<DecisionLine> lines = new ArrayList<>();
    int from = 0;
    while (from < questions.size()) {
      Batch batch = new Batch(kept.size() >= KEPT_SNAPSHOTS || keptBytes >= KEPT_BYTES);
      int to = from;
      while (to < questions.size() && batch.hasRoom()) {
        batch.add(questions.get(to++));
      }
      lines.addAll(send(batch));
      from = to;
    }
    return lines;
  }

  private List<DecisionLine> send(Batch batch) {
    Workerd workerd = running == null ? Workerd.start(root) : running;
    running = workerd;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + workerd.port() + "/"))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(batch.body()))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new EngineFailure(
            "the Worker failed: "
                + new String(response.body(), StandardCharsets.UTF_8)
                + workerd.complaints());
      }
      Place answer = Place.root(Json.read(response.body()));
      answer.at("complaints").elements().forEach(complaint -> complaints.accept(complaint.text()));
      return answer.at("lines").elements().stream()
          .map(line -> DecisionLine.parse(line.text()))
          .toList();
    } catch (IOException | InvalidJson e) {
      throw new EngineFailure("workerd does not answer: " + e + workerd.complaints(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineFailure("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    if (running != null) {
      running.close();
    }
  }

  private final class Batch {
    private final boolean forget;
    private final List<@Nullable Object> snapshots = new ArrayList<>();
    private final List<@Nullable Object> questions = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Batch(boolean forget) {
      this.forget = forget;
      if (forget) {
        kept.clear();
        keptBytes = 0;
      }
    }

    boolean hasRoom() {
      return questions.size() < BATCH_QUESTIONS && bytes.size() < BATCH_BYTES;
    }

    void add(Question question) {
      Published published = question.published();
      if (kept.add(published.id())) {
        byte[] snapshot = published.bytes();
        keptBytes += snapshot.length;
        snapshots.add(placed(published.id(), snapshot));
      }
      List<@Nullable Object> asked =
          placed(published.id(), ContextCodec.encode(question.context()));
      asked.add(question.nowMillis());
      asked.add(question.flags());
      questions.add(asked);
    }

    private List<@Nullable Object> placed(long id, byte[] content) {
      List<@Nullable Object> place = new ArrayList<>(List.of(id, bytes.size(), content.length));
      bytes.writeBytes(content);
      return place;
    }

    byte[] body() {
      byte[] head =
          JsonText.of(Map.of("forget", forget, "snapshots", snapshots, "questions", questions))
              .getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(4 + head.length + bytes.size())
          .putInt(head.length)
          .put(head)
          .put(bytes.toByteArray())
          .array();
    }
  }
}
