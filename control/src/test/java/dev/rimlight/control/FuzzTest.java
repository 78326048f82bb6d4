package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is sent to the operations of spec/openapi.yaml, each answer is one that the document
/// has, nothing breaks, and nobody does what his role does not allow.
///
/// `-Drimlight.fuzz.requests` says how many requests each operation gets, `-Drimlight.fuzz.seed`
/// which ones, `-Drimlight.fuzz.operation` that only this one gets some, `-Drimlight.fuzz.report`
/// in which folder the numbers are kept.
class FuzzTest {
  private static final long SEED = Long.getLong("rimlight.fuzz.seed", 20_261_125);
  private static final int REQUESTS = Integer.getInteger("rimlight.fuzz.requests", 40);
  private static final String ONLY = System.getProperty("rimlight.fuzz.operation", "");
  private static final int MOST_FINDINGS = 25;

  /// A longer one only repeats what was sent; the document as it is now may be in it too.
  private static final int PROBLEM_CHARS = 20_000;

  private static final String PROBLEM = "application/problem+json";

  /// Of problems, those of what is asked for.
  private static final Set<Integer> REFUSALS =
      Set.of(400, 401, 403, 404, 405, 409, 413, 415, 422, 428, 429);

  /// After these somebody may no longer be known.
  private static final Set<String> ENDING =
      Set.of(
          "signOut",
          "changePassword",
          "changeAccount",
          "removeAccount",
          "revokeToken",
          "rotateToken");

  @TempDir private Path data;
  @TempDir private Path parquet;

  private final AtomicLong now = new AtomicLong(Instant.now().toEpochMilli());
  private final ApiDocument document = ApiDocument.read();
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();
  private int streams;

  @Test
  void anyRequest_getsADocumentedAnswer() throws Exception {
    long began = System.nanoTime();
    List<ApiDocument.Operation> operations = document.operations();
    assertThat(operations).hasSize(133);
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), () -> Instant.ofEpochMilli(now.get()))) {
      runATrial(control);
      Callers callers = new Callers(control);
      for (ApiDocument.Operation operation : operations) {
        if (ONLY.isEmpty() || ONLY.equals(operation.id())) {
          control.draftTheShop(); // what is gone comes back
          callers.renew();
          fuzz(control, callers, operation);
        }
      }
      assertThat(control.send("GET", "/readyz", "").status()).isEqualTo(200);
      assertThat(control.get("/v1/session").status()).isEqualTo(200);
    }
    report(operations.size(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    assertThat(findings)
        .as("seed %d, %d requests an operation, answers %s", SEED, REQUESTS, answers)
        .isEmpty();
    if (ONLY.isEmpty()) {
      assertThat(streams).isPositive();
    }
  }

  /// Results, an alert, a member and a channel, so that there is something to ask about.
  private void runATrial(RunningControlPlane control) throws Exception {
    control.create("/flags/cta", RunningControlPlane.CTA);
    control.create(
        "/experiments/wording",
        RunningControlPlane.WORDING.replace(
            "\"direction\":\"increase\"", "\"direction\":\"decrease\""));
    control.create("/routes/product", RunningControlPlane.PRODUCT);
    control.publish();
    StoredTrial.write(parquet, Instant.ofEpochMilli(now.get()));
    now.addAndGet(60_000);
    control.alarm().round();
    assertThat(control.get(BASE + "/alerts").list("alerts")).hasSize(1);
    control.post(
        "/v1/accounts",
        "{\"name\":\"member\",\"password\":\"%s\",\"role\":\"viewer\"}"
            .formatted(RunningControlPlane.PASSWORD));
    control.post(
        BASE + "/alert-channels", "{\"kind\":\"webhook\",\"target\":\"http://127.0.0.1:9/hook\"}");
    control.post(BASE + "/alert-rules", "{\"key\":\"cta\",\"measure\":\"traffic\",\"atMost\":1}");
  }

  private void fuzz(RunningControlPlane control, Callers callers, ApiDocument.Operation operation)
      throws IOException {
    SplittableRandom random = new SplittableRandom(SEED * 31 + operation.id().hashCode());
    RandomRequests requests = new RandomRequests(document, random, control);
    for (int i = 0; i < REQUESTS; i++) {
      if (ENDING.contains(operation.id())) {
        callers.renew();
      }
      Callers.Caller caller = callers.any(random);
      RawHttp.Request request = requests.next(operation);
      for (String header : caller.headers()) {
        request = request.with(header);
      }
      RawHttp.Request sent = request;
      Optional<RawHttp.Answer> answer = RawHttp.send(control.uri("/").getPort(), request);
      Optional<String> wrong =
          answer.isPresent()
              ? wrong(operation, caller, answer.get()).or(() -> afterwards(answer.get(), sent))
              : request.broken() ? Optional.empty() : Optional.of("no answer");
      if (wrong.isPresent() && findings.size() < MOST_FINDINGS) {
        findings.add(
            "%s, request %d by %s: %s%n  %s%n  %s"
                .formatted(
                    operation.id(),
                    i,
                    caller.name(),
                    wrong.get(),
                    request,
                    answer.map(RawHttp.Answer::toString).orElse("")));
      }
    }
  }

  /// What is wrong with an answer, if something is.
  private Optional<String> wrong(
      ApiDocument.Operation operation, Callers.Caller caller, RawHttp.Answer answer) {
    int status = answer.status();
    answers.merge(status, 1, Integer::sum);
    if (REFUSALS.contains(status)) {
      return wrongProblem(answer);
    }
    if (!operation.statuses().contains(status)) {
      return Optional.of("the document has " + operation.statuses());
    }
    if (!operation.open() && !mayDo(operation, caller)) {
      return Optional.of("let in, must be " + operation.role().orElse("known"));
    }
    if (operation.id().equals("watchChanges")) {
      streams++; // read up to its first comment: it does not end by itself
      return answer.header("Content-Type").equals("text/event-stream")
              && answer.text().contains(": rimlight")
          ? Optional.empty()
          : Optional.of("not a stream that began");
    }
    return Optional.empty();
  }

  private static Optional<String> afterwards(RawHttp.Answer answer, RawHttp.Request request) {
    return answer.after().isEmpty() || request.broken()
        ? Optional.empty()
        : Optional.of("more than one answer: " + answer.after());
  }

  private static boolean mayDo(ApiDocument.Operation operation, Callers.Caller caller) {
    Optional<Role> needed = operation.role().flatMap(Role::of);
    return caller.role().filter(has -> needed.isEmpty() || has.covers(needed.get())).isPresent();
  }

  private static Optional<String> wrongProblem(RawHttp.Answer answer) {
    if (!answer.header("Content-Type").equals(PROBLEM)) {
      return Optional.of("Content-Type is " + answer.header("Content-Type"));
    }
    Map<String, Object> problem = answer.json();
    if (!String.valueOf(problem.get("type")).matches("rimlight:[a-z][a-z0-9_]*")
        || !Integer.valueOf(answer.status()).equals(problem.get("status"))
        || String.valueOf(problem.get("title")).isBlank()
        || String.valueOf(problem.get("detail")).isBlank()
        || !answer.header("Rimlight-Request-Id").equals(problem.get("instance"))) {
      return Optional.of("the problem lacks something");
    }
    return answer.text().length() > PROBLEM_CHARS && !problem.containsKey("current")
        ? Optional.of("the problem has " + answer.text().length() + " characters")
        : Optional.empty();
  }

  private void report(int operations, long seconds) throws IOException {
    String folder = System.getProperty("rimlight.fuzz.report", "");
    if (folder.isEmpty()) {
      return;
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("seed", SEED);
    report.put("operations", operations);
    report.put("requestsPerOperation", REQUESTS);
    report.put("answers", answers);
    report.put("findings", findings.size());
    report.put("seconds", seconds);
    String name = TestDatabase.isPostgres() ? "postgresql.json" : "sqlite.json";
    Files.writeString(Path.of(folder).resolve(name), Json.write(report));
  }
}
