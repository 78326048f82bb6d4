package dev.rimlight.control.api;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.access.Keyring;
import dev.rimlight.control.access.Pace;
import dev.rimlight.control.access.People;
import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.erasure.ErasureDesk;
import dev.rimlight.control.oidc.OidcSignIn;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.Governance;
import dev.rimlight.control.publish.KillSwitch;
import dev.rimlight.control.publish.Previews;
import dev.rimlight.control.publish.Publisher;
import dev.rimlight.control.publish.SamplePages;
import dev.rimlight.control.publish.Watchers;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.review.Reviewer;
import dev.rimlight.control.store.Store;
import dev.rimlight.control.telemetry.Telemetry;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The HTTP server of the control plane.
public final class ControlServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofMillis(300);

  /// How long requests that have come may still take when the process ends.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WebServer server;
  private final Readiness readiness;

  private ControlServer(WebServer server, Readiness readiness) {
    this.server = server;
    this.readiness = readiness;
  }

  /// What the operations work on.
  ///
  /// @param environments at least one
  /// @param publisherKeys raw public keys in base64 by their ids
  /// @param openMetrics whether everybody may read the numbers
  public record Parts(
      Access access,
      People people,
      Keyring keyring,
      Store store,
      InstantSource clock,
      Pace pace,
      List<OfEnvironment> environments,
      Map<String, String> publisherKeys,
      Console console,
      Telemetry telemetry,
      boolean openMetrics,
      Optional<OidcSignIn> oidc) {
    public Parts {
      environments = List.copyOf(environments);
    }

    List<String> keys() {
      return environments.stream().map(each -> each.environment().key()).toList();
    }
  }

  /// What the operations on one environment work on.
  public record OfEnvironment(
      Environment environment,
      DraftEditor editor,
      Publisher publisher,
      KillSwitch killSwitch,
      Previews previews,
      Watchers watchers,
      ResultsDesk results,
      Messenger messenger,
      Reviewer reviewer,
      Governance governance,
      SamplePages pages,
      ErasureDesk erasures) {}

  /// Serves when it returns. Port 0 takes a free one.
  public static ControlServer start(String host, int port, Parts parts) throws IOException {
    InetAddress address = InetAddress.getByName(host);
    requireFree(address, port);
    Readiness readiness = new Readiness();
    WebServer server =
        WebServer.builder()
            .address(address)
            .port(port)
            .shutdownHook(false)
            // An answer is several writes; without this the last waits 40 ms for an ACK.
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .shutdownGracePeriod(GRACE)
            .maxPayloadSize(Call.BODY_BYTES + 1L)
            .directHandlers(Transport.handlers())
            .routing(HttpRouting.builder().any(front(parts, readiness)))
            .build()
            .start();
    return new ControlServer(server, readiness);
  }

  /// The server would report a port in use only after it began to start.
  private static void requireFree(InetAddress address, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    }
  }

  private static Front front(Parts parts, Readiness readiness) throws IOException {
    List<String> keys = parts.keys();
    List<Operation> operations = new ArrayList<>();
    operations.addAll(new AccessOperations(parts.access(), keys, openapi(), readiness).all());
    operations.addAll(new MetricsOperations(parts.telemetry().meters(), parts.openMetrics()).all());
    operations.addAll(new OidcOperations(parts.access(), parts.oidc()).all());
    operations.addAll(new PeopleOperations(parts.people(), parts.keyring(), keys.getFirst()).all());
    LinkedHashMap<String, Front.Served> environments = new LinkedHashMap<>();
    for (OfEnvironment each : parts.environments()) {
      environments.put(each.environment().key(), served(each, parts));
    }
    return new Front(
        operations,
        environments,
        new Credentials(parts.access()),
        parts.console(),
        new Repeats(parts.store(), parts.clock()),
        parts.pace(),
        parts.telemetry(),
        readiness);
  }

  private static Front.Served served(OfEnvironment of, Parts parts) {
    Environment environment = of.environment();
    Entries entries = new Entries(environment);
    List<Operation> operations = new ArrayList<>();
    operations.addAll(
        new DefinitionOperations(environment, of.editor(), entries, of.results()).all());
    operations.addAll(
        new PublishingOperations(
                environment,
                of.publisher(),
                of.killSwitch(),
                of.previews(),
                of.watchers(),
                of.governance())
            .all());
    operations.addAll(
        new EdgeOperations(of.publisher(), of.killSwitch(), parts.publisherKeys()).all());
    operations.addAll(new ResultsOperations(of.results()).all());
    operations.addAll(new PlanningOperations(environment, of.results()).all());
    operations.addAll(new ReviewOperations(of.reviewer()).all());
    operations.addAll(new GovernanceOperations(of.governance()).all());
    operations.addAll(new PageOperations(of.pages()).all());
    operations.addAll(new AlertOperations(parts.store(), environment, of.messenger()).all());
    operations.addAll(new AlertRuleOperations(parts.store(), environment).all());
    operations.addAll(new ErasureOperations(of.erasures()).all());
    return new Front.Served(environment, entries, operations);
  }

  private static String openapi() throws IOException {
    try (InputStream document = ControlServer.class.getResourceAsStream("openapi.yaml")) {
      if (document == null) {
        throw new IOException("openapi.yaml is missing beside " + ControlServer.class.getName());
      }
      return new String(document.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public int port() {
    return server.port();
  }

  /// Says that the process ends, and goes on serving for as long as `rest`.
  public void retire(Duration rest) {
    readiness.end(rest);
  }

  /// Answers what has come, and takes nothing more.
  @Override
  public void close() {
    readiness.awaitIdle(PATIENCE);
    server.stop();
  }
}
