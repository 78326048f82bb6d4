package dev.rimlight.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Cloudflare's API for KV as its documentation describes it: one write a second and key, a bearer
/// token, and failures when a test wants some. It stands in for what cannot be made to fail.
final class CloudflareKv implements AutoCloseable {
  static final String TOKEN = "token-of-cloudflare";

  private final HttpServer server;
  private final Map<String, byte[]> values = new ConcurrentHashMap<>();
  private final Map<String, Long> writtenAt = new ConcurrentHashMap<>();
  private final Deque<Integer> failures = new ArrayDeque<>();
  private final AtomicInteger tooFast = new AtomicInteger();

  CloudflareKv() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/client/v4/accounts/a/storage/kv/namespaces/n/values/", this::put);
    server.start();
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4");
  }

  /// The next writes are answered so, whatever they bring.
  synchronized void fail(int... statuses) {
    for (int status : statuses) {
      failures.add(status);
    }
  }

  byte[] value(String key) {
    return values.getOrDefault(key, new byte[0]).clone();
  }

  int tooFast() {
    return tooFast.get();
  }

  private void put(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = status(exchange, body);
      if (status == 429) {
        exchange.getResponseHeaders().add("Retry-After", "1");
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private synchronized int status(HttpExchange exchange, byte[] body) {
    Integer failure = failures.poll();
    if (failure != null) {
      return failure;
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return 403;
    }
    String path = exchange.getRequestURI().getPath();
    String key = path.substring(path.lastIndexOf('/') + 1);
    long now = System.nanoTime();
    Long before = writtenAt.put(key, now);
    if (before != null && now - before < 1_000_000_000L) {
      tooFast.incrementAndGet();
      return 429;
    }
    values.put(key, body);
    return 200;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
