package dev.rimlight.control;

import dev.rimlight.control.alert.Alarm;
import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.control.oidc.Oidc;
import dev.rimlight.control.publish.KvLeg;
import dev.rimlight.control.publish.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A control plane on a free port with a real database, and a client that speaks to it.
final class RunningControlPlane implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  static final String PASSWORD = "correct-horse";
  static final String BASE = "/v1/environments/demo";

  static final String CTA =
      """
      {"key":"cta","type":"string","on":true,"off":"plain","default":{"variant":"plain"},
       "variants":[{"key":"plain","value":"Buy"},{"key":"eager","value":"Buy now"}],
       "rules":[{"id":"trial","serve":{"experiment":"wording"}}]}
      """;
  static final String WORDING =
      """
      {"key":"wording","flag":"cta","unit":"visitor","control":"plain","allocation":50000,"status":"running",
       "variants":[{"variant":"plain","weight":50000},{"variant":"eager","weight":50000}],
       "metrics":[{"key":"orders","name":"Orders","event":"order","kind":"proportion","direction":"increase","role":"goal"}]}
      """;
  static final String PRODUCT =
      """
      {"key":"product","pattern":"/product/:id","priority":10,"flags":["cta"],
       "edits":[{"flag":"cta","variant":"eager","selector":"button.buy","action":"setText"}]}
      """;

  private static final Settings.Operating UNWATCHED =
      new Settings.Operating(false, Duration.ZERO, Map.of());

  private final ControlPlane plane;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningControlPlane(ControlPlane plane) {
    this.plane = plane;
  }

  static RunningControlPlane start(Path data, URI... edges) throws IOException {
    return start(data, Optional.empty(), Optional.empty(), InstantSource.system(), edges);
  }

  static RunningControlPlane start(
      Path data,
      Optional<Path> console,
      Optional<Path> warehouse,
      InstantSource clock,
      URI... edges)
      throws IOException {
    return start(data, TestDatabase.url(data), console, warehouse, clock, Optional.empty(), edges);
  }

  /// One of several on the same PostgreSQL.
  static RunningControlPlane sharing(Path data, URI... edges) throws IOException {
    return start(
        data,
        Optional.of(TestDatabase.postgres(data)),
        Optional.empty(),
        Optional.empty(),
        InstantSource.system(),
        Optional.empty(),
        edges);
  }

  /// One that can send mails.
  static RunningControlPlane mailing(Path data, Messenger.Smtp smtp) throws IOException {
    return start(
        data,
        TestDatabase.url(data),
        Optional.empty(),
        Optional.empty(),
        InstantSource.system(),
        Optional.of(smtp));
  }

  private static RunningControlPlane start(
      Path data,
      Optional<String> database,
      Optional<Path> console,
      Optional<Path> warehouse,
      InstantSource clock,
      Optional<Messenger.Smtp> smtp,
      URI... edges)
      throws IOException {
    return start(
        data,
        database,
        List.of(new Settings.OfEnvironment("demo", List.of(edges), Optional.empty())),
        console,
        warehouse,
        clock,
        smtp,
        0,
        UNWATCHED);
  }

  /// One that lets each sender make so many requests a second.
  static RunningControlPlane pacing(Path data, int requestsPerSecond) throws IOException {
    return start(
        data,
        TestDatabase.url(data),
        List.of(new Settings.OfEnvironment("demo", List.of(), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        InstantSource.system(),
        Optional.empty(),
        requestsPerSecond,
        UNWATCHED);
  }

  /// One that knows an ingest.
  static RunningControlPlane accounting(Path data, Optional<URI> ingest) throws IOException {
    return start(
        data,
        TestDatabase.url(data),
        List.of(new Settings.OfEnvironment("demo", List.of(), ingest)),
        Optional.empty(),
        Optional.empty(),
        InstantSource.system(),
        Optional.empty(),
        0,
        UNWATCHED);
  }

  /// One that is watched over.
  static RunningControlPlane operating(
      Path data, Optional<Path> warehouse, Settings.Operating operating, URI... edges)
      throws IOException {
    return start(
        data,
        TestDatabase.url(data),
        List.of(new Settings.OfEnvironment("demo", List.of(edges), Optional.empty())),
        Optional.empty(),
        warehouse,
        InstantSource.system(),
        Optional.empty(),
        0,
        operating);
  }

  /// One that writes KV too.
  static RunningControlPlane writing(Path data, KvLeg.Namespace namespace) throws IOException {
    return start(
        data,
        TestDatabase.url(data),
        List.of(
            new Settings.OfEnvironment(
                "demo", List.of(), Optional.empty(), Optional.of(namespace))),
        Optional.empty(),
        Optional.empty(),
        InstantSource.system(),
        Optional.empty(),
        0,
        UNWATCHED);
  }

  /// One of several environments.
  static RunningControlPlane governing(Path data, String... environments) throws IOException {
    return governing(data, Optional.empty(), environments);
  }

  /// One whose people sign in by a provider.
  static RunningControlPlane governing(Path data, Optional<Oidc> oidc, String... environments)
      throws IOException {
    return start(
        data,
        TestDatabase.url(data),
        Arrays.stream(environments)
            .map(key -> new Settings.OfEnvironment(key, List.of(), Optional.empty()))
            .toList(),
        Optional.empty(),
        Optional.empty(),
        InstantSource.system(),
        Optional.empty(),
        0,
        UNWATCHED,
        oidc);
  }

  private static RunningControlPlane start(
      Path data,
      Optional<String> database,
      List<Settings.OfEnvironment> environments,
      Optional<Path> console,
      Optional<Path> warehouse,
      InstantSource clock,
      Optional<Messenger.Smtp> smtp,
      int requestsPerSecond,
      Settings.Operating operating)
      throws IOException {
    return start(
        data,
        database,
        environments,
        console,
        warehouse,
        clock,
        smtp,
        requestsPerSecond,
        operating,
        Optional.empty());
  }

  private static RunningControlPlane start(
      Path data,
      Optional<String> database,
      List<Settings.OfEnvironment> environments,
      Optional<Path> console,
      Optional<Path> warehouse,
      InstantSource clock,
      Optional<Messenger.Smtp> smtp,
      int requestsPerSecond,
      Settings.Operating operating,
      Optional<Oidc> oidc)
      throws IOException {
    Settings settings =
        new Settings(
            "127.0.0.1",
            0,
            data,
            database,
            environments,
            console,
            warehouse,
            Scripts.REFUSED,
            smtp,
            requestsPerSecond,
            operating,
            oidc,
            new Settings.Secrets(
                Optional.of(PASSWORD), Optional.of(TOKEN), Optional.empty(), Optional.empty()));
    return new RunningControlPlane(ControlPlane.start(settings, clock));
  }

  /// An answer with its JSON, if it is some.
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    Map<String, Object> json() {
      return Json.readStored(response.body());
    }

    /// The objects in one of its lists.
    List<Map<String, Object>> list(String name) {
      return json().get(name) instanceof List<?> items
          ? items.stream().map(item -> Json.readStored(Json.write(item))).toList()
          : List.of();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    @Override
    public String toString() {
      return response.statusCode() + " " + response.body();
    }
  }

  /// Its rounds, for a test that does not wait for them.
  Alarm alarm() {
    return plane.alarm();
  }

  Schedule schedule() {
    return plane.schedule();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + plane.port() + path);
  }

  HttpClient client() {
    return client;
  }

  Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A new token of a role.
  String token(String role) {
    Answer made = post("/v1/tokens", "{\"name\":\"%1$s\",\"role\":\"%1$s\"}".formatted(role));
    return String.valueOf(made.json().get("secret"));
  }

  Answer get(String path) {
    return send("GET", path, "", "Authorization", "Bearer " + TOKEN);
  }

  Answer post(String path, String body) {
    return send("POST", path, body, "Authorization", "Bearer " + TOKEN);
  }

  Answer put(String path, String body) {
    return send("PUT", path, body, "Authorization", "Bearer " + TOKEN);
  }

  Answer create(String path, String body) {
    return send("PUT", BASE + path, body, "Authorization", "Bearer " + TOKEN, "If-None-Match", "*");
  }

  Answer change(String path, int version, String body) {
    return send(
        "PUT",
        BASE + path,
        body,
        "Authorization",
        "Bearer " + TOKEN,
        "If-Match",
        "\"" + version + "\"");
  }

  Answer delete(String path, int version) {
    return send(
        "DELETE",
        BASE + path,
        "",
        "Authorization",
        "Bearer " + TOKEN,
        "If-Match",
        "\"" + version + "\"");
  }

  /// A flag, an experiment on it and a route that shows it, as drafts.
  void draftTheShop() {
    create("/flags/cta", CTA);
    create("/experiments/wording", WORDING);
    create("/routes/product", PRODUCT);
  }

  Answer publish() {
    return post(BASE + "/publication", "");
  }

  @Override
  public void close() {
    plane.close();
    client.close();
  }
}
