package dev.rimlight.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the edge adds to a product page: the same page asked of the edge and of the shop in turn,
/// from one client, while the visitors are there.
final class Latency {
  private final HttpClient client = HttpClient.newHttpClient();
  private static final int QUIET_PAIRS = 100;

  private final List<Double> edge = Collections.synchronizedList(new ArrayList<>());
  private final List<Double> shop = Collections.synchronizedList(new ArrayList<>());
  private final Settings settings;
  private final Thread thread;
  private volatile boolean open = true;

  /// Milliseconds.
  record Summary(int pairs, double edgeP50, double edgeP95, double shopP50, double shopP95) {
    double addedP50() {
      return edgeP50 - shopP50;
    }

    double addedP95() {
      return edgeP95 - shopP95;
    }
  }

  Latency(Settings settings) {
    this.settings = settings;
    this.thread = Thread.ofVirtual().name("latency").start(this::measure);
  }

  private void measure() {
    try {
      while (open) {
        pair();
        Thread.sleep(100);
      }
    } catch (IOException e) {
      if (open) {
        System.err.println("demo: latency: " + e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pair() throws IOException, InterruptedException {
    double throughEdge = timed(settings.edge());
    double direct = timed(settings.shop());
    edge.add(throughEdge);
    shop.add(direct);
  }

  private double timed(String base) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/products/kettle"))
            .header("Sec-GPC", "1")
            .build();
    long start = System.nanoTime();
    client.send(request, BodyHandlers.ofString());
    return (System.nanoTime() - start) / 1e6;
  }

  /// Ends the measurement and tells what it found.
  Summary underLoad() throws InterruptedException {
    open = false;
    thread.join();
    return summarize();
  }

  /// The same without anybody in the shop.
  Summary quiet() throws IOException, InterruptedException {
    edge.clear();
    shop.clear();
    for (int i = 0; i < QUIET_PAIRS; i++) {
      pair();
    }
    return summarize();
  }

  private Summary summarize() {
    return new Summary(
        edge.size(),
        quantile(edge, 0.5),
        quantile(edge, 0.95),
        quantile(shop, 0.5),
        quantile(shop, 0.95));
  }

  private static double quantile(List<Double> values, double q) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1, q * sorted.size()));
  }
}
