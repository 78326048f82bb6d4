package dev.rimlight.control.api;

import dev.rimlight.control.access.Pace;
import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.TaggedEnvelope;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.telemetry.Telemetry;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Every request comes through here: it gets an id and the security headers, is known or refused,
/// and every refusal leaves as a problem document.
final class Front implements Handler {
  static final String REQUEST_ID = "Rimlight-Request-Id";

  /// Asked by those who watch over processes.
  private static final Set<String> PROBES = Set.of("/health", "/healthz", "/readyz");

  private static final HeaderName REQUEST_ID_HEADER = HeaderNames.create(REQUEST_ID);
  private static final Pattern GIVEN_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final List<Operation> operations;
  private final SequencedMap<String, Served> environments;
  private final Credentials credentials;
  private final Console console;
  private final Repeats repeats;
  private final Pace pace;
  private final Telemetry telemetry;
  private final Readiness readiness;

  /// @param operations that belong to no environment
  Front(
      List<Operation> operations,
      SequencedMap<String, Served> environments,
      Credentials credentials,
      Console console,
      Repeats repeats,
      Pace pace,
      Telemetry telemetry,
      Readiness readiness) {
    this.operations = List.copyOf(operations);
    this.environments = environments;
    this.credentials = credentials;
    this.console = console;
    this.repeats = repeats;
    this.pace = pace;
    this.telemetry = telemetry;
    this.readiness = readiness;
  }

  /// An environment with the operations on it.
  record Served(Environment environment, Entries entries, List<Operation> operations) {
    Served {
      operations = List.copyOf(operations);
    }
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String id =
        request
            .headers()
            .first(REQUEST_ID_HEADER)
            .filter(given -> GIVEN_ID.matcher(given).matches())
            .orElseGet(() -> UUID.randomUUID().toString());
    String path = request.prologue().uriPath().rawPathNoParams();
    response.header(REQUEST_ID, id);
    boolean watched = PROBES.contains(path) || path.equals(MetricsOperations.PATH);
    readiness.enter();
    try (Passage passage = new Passage(telemetry, request, response, id, !watched);
        Scope _ = passage.context().makeCurrent()) {
      boolean api = watched || path.equals("/v1") || path.startsWith("/v1/");
      SecurityHeaders.set(response, api);
      handle(request, response, new Asked(id, path, api), passage);
    } finally {
      readiness.leave();
    }
  }

  /// What every request says of itself.
  private record Asked(String id, String path, boolean api) {}

  private void handle(
      ServerRequest request, ServerResponse response, Asked asked, Passage passage) {
    String path = asked.path();
    String id = asked.id();
    try {
      if (asked.api()) {
        send(answer(request, path, passage), request, response, passage);
      } else {
        passage.asks("console");
        sendPage(request, path, response);
      }
    } catch (Rejected rejected) {
      passage.refused(rejected);
      sendProblem(rejected, path, id, request, response);
    } catch (RuntimeException e) {
      passage.broke(e);
      if (!response.isSent()) {
        sendProblem(
            new Rejected(Rejection.BROKEN, "the log tells more under this request's id"),
            path,
            id,
            request,
            response);
      }
    }
  }

  private Answer answer(ServerRequest request, String path, Passage passage) {
    List<String> parts = Operation.parts(path);
    Operation found = null;
    Map<String, String> parameters = Map.of();
    TreeSet<String> methods = new TreeSet<>();
    for (Operation operation : operations(parts)) {
      Optional<Map<String, String>> match = operation.match(parts);
      if (match.isPresent()) {
        methods.add(operation.method());
        if (operation.method().equals(request.prologue().method().text())) {
          found = operation;
          parameters = match.get();
        }
      }
    }
    if (found != null) {
      passage.asks(found.template());
    }
    String environment = parameters.getOrDefault("environment", "");
    if (environments.containsKey(environment)) {
      passage.of(environment);
    }
    boolean open = found != null && found.admission() instanceof Admission.Anyone;
    Principal principal = open ? new Principal.Anyone() : signedIn(request);
    if (!PROBES.contains(path) && !forEdges(found)) {
      requirePace(request, principal);
    }
    if (found == null) {
      throw missing(request, path, methods);
    }
    Credentials.requireOwnPage(request, principal);
    requireEnvironment(parameters.get("environment"));
    requireRole(found.admission(), principal, Call.role(principal, parameters));
    Operation operation = found;
    Call call = new Call(request, parameters, principal);
    Answer answer = repeats.once(call, () -> operation.answer().apply(call));
    if (!found.method().equals("GET") || answer instanceof Answer.Redirect) {
      served(parts).environment().tellNew(); // accounts, tokens and alerts are logged without it
    }
    return answer;
  }

  private List<Operation> operations(List<String> path) {
    return path.size() > 3 && path.get(1).equals("environments")
        ? served(path).operations()
        : operations;
  }

  /// The first for what is of none, and for one that does not exist: that is said when it is known
  /// who asks.
  private Served served(List<String> path) {
    Served named = path.size() > 2 ? environments.get(path.get(2)) : null;
    return named == null ? environments.firstEntry().getValue() : named;
  }

  /// However many edges there are, none of them may miss a kill.
  private static boolean forEdges(@Nullable Operation operation) {
    return operation != null
        && operation.admission() instanceof Admission.Needs(Role needed)
        && needed == Role.EDGE;
  }

  private void requirePace(ServerRequest request, Principal principal) {
    String sender =
        switch (principal) {
          case Principal.Anyone() -> "from " + request.remotePeer().host();
          case Principal.SignedIn in -> in.name();
          case Principal.Bearer bearer -> bearer.name();
        };
    long waitMillis = pace.claim(sender);
    if (waitMillis > 0) {
      throw new Rejected(
              Rejection.TOO_MANY_REQUESTS,
              "%s sends more than %d requests a second".formatted(sender, pace.perSecond()))
          .withHeader("Retry-After", Long.toString((waitMillis + 999) / 1000));
    }
  }

  private Principal signedIn(ServerRequest request) {
    Principal principal = credentials.of(request);
    if (principal instanceof Principal.Anyone) {
      throw new Rejected(Rejection.NOT_SIGNED_IN, "neither a session nor a token was sent");
    }
    return principal;
  }

  static void requireRole(Admission admission, Principal principal, Optional<Role> has) {
    if (admission instanceof Admission.Needs(Role needed)
        && has.filter(role -> role.covers(needed)).isEmpty()) {
      throw new Rejected(
          Rejection.FORBIDDEN,
          "%s is %s, must be %s"
              .formatted(
                  principal.name(),
                  has.map(Role::word).orElse("without a role here"),
                  needed.word()));
    }
  }

  private static Rejected missing(ServerRequest request, String path, Set<String> methods) {
    if (methods.isEmpty()) {
      return new Rejected(Rejection.NOT_FOUND, "path " + path + " does not exist");
    }
    String allowed = String.join(", ", methods);
    return new Rejected(
            Rejection.METHOD_NOT_ALLOWED,
            "method == %s, must be one of %s"
                .formatted(request.prologue().method().text(), allowed))
        .withHeader("Allow", allowed);
  }

  private void requireEnvironment(@Nullable String key) {
    if (key != null && !environments.containsKey(key)) {
      throw new Rejected(Rejection.NOT_FOUND, "environment %s does not exist".formatted(key));
    }
  }

  private void send(
      Answer answer, ServerRequest request, ServerResponse response, Passage passage) {
    switch (answer) {
      case Answer.Value(int status, Object value, Map<String, String> headers) -> {
        headers.forEach(response::header);
        response.status(status).header("Content-Type", "application/json");
        response.send(Json.writeBytes(value));
      }
      case Answer.Written written -> {
        boolean gzip = takesGzip(request);
        response.header("Content-Type", "application/json").header("Vary", "Accept-Encoding");
        if (gzip) {
          response.header("Content-Encoding", "gzip");
        }
        response.send(written.bytes(gzip));
      }
      case Answer.Nothing(Map<String, String> headers) -> {
        headers.forEach(response::header);
        response.status(204).send();
      }
      case Answer.Redirect(String location, List<String> cookies) -> {
        response.header("Location", location);
        response.header("Set-Cookie", cookies.toArray(String[]::new));
        response.status(302).send();
      }
      case Answer.Text(String contentType, String text) -> {
        response.header("Content-Type", contentType);
        response.send(text.getBytes(StandardCharsets.UTF_8));
      }
      case Answer.Download(String contentType, String name, Path file) -> {
        response.header("Content-Type", contentType);
        response.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        sendFile(file, response);
      }
      case Answer.Sealed(TaggedEnvelope envelope, boolean known) -> {
        response.header("ETag", EdgeOperations.quoted(envelope.tag()));
        if (known) {
          response.status(304).send();
        } else {
          response.header("Content-Type", "application/octet-stream");
          response.send(envelope.envelope());
        }
      }
      case Answer.Stream stream -> {
        passage.streams();
        readiness.leave();
        try {
          ChangeStream.run(stream.environment(), stream.watchers(), stream.seen(), response);
        } finally {
          readiness.enter();
        }
      }
    }
  }

  private static boolean takesGzip(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.ACCEPT_ENCODING)
        .filter(accepted -> accepted.contains("gzip"))
        .isPresent();
  }

  private static void sendFile(Path file, ServerResponse response) {
    try (OutputStream out = response.outputStream()) {
      Files.copy(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ResultsOperations.discard(file);
    }
  }

  private void sendPage(ServerRequest request, String path, ServerResponse response) {
    String method = request.prologue().method().text();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new Rejected(Rejection.METHOD_NOT_ALLOWED, "method == " + method + ", must be GET")
          .withHeader("Allow", "GET, HEAD");
    }
    Console.Page page =
        console
            .find(path)
            .orElseThrow(
                () -> new Rejected(Rejection.NOT_FOUND, "path " + path + " does not exist"));
    boolean gzip = takesGzip(request);
    response
        .header("Content-Type", page.contentType())
        .header("Cache-Control", page.hashed() ? "public, max-age=31536000, immutable" : "no-cache")
        .header("Vary", "Accept-Encoding");
    if (gzip) {
      response.header("Content-Encoding", "gzip");
    }
    page.send(response, gzip);
  }

  private void sendProblem(
      Rejected rejected, String path, String id, ServerRequest request, ServerResponse response) {
    Object current =
        rejected
            .current()
            .map(found -> found instanceof Document draft ? entry(draft, path) : found)
            .orElse(null);
    rejected.headers().forEach(response::header);
    Problem problem = Problem.of(rejected, id, current);
    response.status(rejected.rejection().status());
    if (ProblemPage.wanted(request, path)) {
      response.header("Content-Type", ProblemPage.CONTENT_TYPE);
      response.send(ProblemPage.of(problem).getBytes(StandardCharsets.UTF_8));
    } else {
      response.header("Content-Type", Problem.CONTENT_TYPE);
      response.send(problem.bytes());
    }
  }

  private Object entry(Document draft, String path) {
    return served(Operation.parts(path)).entries().entry(draft);
  }
}
