package dev.rimlight.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rimlight.control.document.Json;
import dev.rimlight.core.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// An edge that checks signatures with nothing but the published public key and keeps the newest of
/// each message. Its reading of the envelope is written from the format, not with the code under
/// test.
final class FakeEdge implements AutoCloseable {
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final HttpServer server;
  private final Path data;
  private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
  private final List<String> traces = Collections.synchronizedList(new ArrayList<>());
  private volatile long revision;
  private volatile long killRevision;
  private volatile String routes = "";
  private volatile Map<String, Object> killList = Map.of();
  private volatile CountDownLatch snapshotGate = new CountDownLatch(0);

  private FakeEdge(HttpServer server, Path data) {
    this.server = server;
    this.data = data;
  }

  /// `data` is the folder in which the control plane leaves its public key.
  static FakeEdge start(Path data) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeEdge edge = new FakeEdge(server, data);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/_rl/publish", edge::receive);
    server.start();
    return edge;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String trace = exchange.getRequestHeaders().getFirst("traceparent");
      if (trace != null) {
        traces.add(trace);
      }
      byte[] envelope = exchange.getRequestBody().readAllBytes();
      String problem = take(envelope);
      byte[] answer =
          (problem.isEmpty()
                  ? "{\"revision\":%d,\"killRevision\":%d}".formatted(revision, killRevision)
                  : problem)
              .getBytes(StandardCharsets.UTF_8);
      if (!problem.isEmpty()) {
        refused.add(problem);
      }
      exchange.sendResponseHeaders(problem.isEmpty() ? 200 : 400, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IOException(e);
    }
  }

  private String take(byte[] envelope)
      throws IOException, GeneralSecurityException, InterruptedException {
    ByteBuffer in = ByteBuffer.wrap(envelope);
    String magic = text(in, 4);
    char purpose = (char) in.get();
    String kid = text(in, in.get());
    byte[] signature = new byte[64];
    in.get(signature);
    byte[] payload = new byte[in.remaining()];
    in.get(payload);
    String[] published = Files.readAllLines(data.resolve("publisher.pub")).getFirst().split(" ", 2);
    if (!magic.equals("RLE1") || !kid.equals(published[0])) {
      return "unknown magic or key " + kid;
    }
    if (!verified(Base64.getDecoder().decode(published[1]), purpose, payload, signature)) {
      return "signature is wrong";
    }
    if (purpose == 'S') {
      snapshotGate.await();
      Snapshot snapshot = Snapshot.open(payload);
      revision = Math.max(revision, snapshot.revision());
      routes = snapshot.routes();
    } else {
      killList = Json.readStored(new String(payload, StandardCharsets.UTF_8));
      killRevision = Math.max(killRevision, number(killList.get("killRevision")));
    }
    return "";
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static boolean verified(byte[] raw, char purpose, byte[] payload, byte[] signature)
      throws GeneralSecurityException {
    byte[] spki =
        ByteBuffer.allocate(SPKI_PREFIX.length + raw.length).put(SPKI_PREFIX).put(raw).array();
    PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(("RLE1" + purpose).getBytes(StandardCharsets.US_ASCII));
    verifier.update(payload);
    return verifier.verify(signature);
  }

  /// The header `traceparent` of each message that had one.
  List<String> traces() {
    return List.copyOf(traces);
  }

  long revision() {
    return revision;
  }

  long killRevision() {
    return killRevision;
  }

  String routes() {
    return routes;
  }

  Map<String, Object> killList() {
    return killList;
  }

  List<String> refused() {
    return List.copyOf(refused);
  }

  /// Snapshots hang from now on.
  void holdSnapshots() {
    snapshotGate = new CountDownLatch(1);
  }

  void releaseSnapshots() {
    snapshotGate.countDown();
  }

  /// As after a restart without storage.
  void forget() {
    revision = 0;
    killRevision = 0;
  }

  @Override
  public void close() {
    releaseSnapshots();
    server.stop(0);
  }
}
