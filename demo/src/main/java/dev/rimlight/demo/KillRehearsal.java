package dev.rimlight.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Kills the delivery banner while visitors are in the shop, and takes the kill back; measures, at
/// the edge's own pages, how long both took to be seen.
final class KillRehearsal {
  private static final String FLAG = "delivery-banner";
  private static final String BANNER = "class=\"banner\"";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Api control;
  private final URI page;

  /// Milliseconds from asking the control plane to the first page that shows it; -1 when it was not
  /// seen in 15 s.
  record Outcome(double killMillis, double unkillMillis) {}

  KillRehearsal(Api control, String edge) {
    this.control = control;
    this.page = URI.create(edge + "/");
  }

  Outcome run() throws IOException, InterruptedException {
    String path = "/v1/environments/demo/kills/" + FLAG;
    awaitBanner(true, System.nanoTime());
    long killed = System.nanoTime();
    Thread asking =
        Thread.ofVirtual()
            .start(() ->
                ask(() ->
                    control.put(path, "{\"confirm\":\"" + FLAG + "\",\"reason\":\"Rehearsal\"}")));
    double killMillis = awaitBanner(false, killed);
    asking.join();
    long unkilled = System.nanoTime();
    asking = Thread.ofVirtual().start(() -> ask(() -> control.delete(path)));
    double unkillMillis = awaitBanner(true, unkilled);
    asking.join();
    return new Outcome(killMillis, unkillMillis);
  }

  private interface Call {
    Object run() throws IOException, InterruptedException;
  }

  private static void ask(Call call) {
    try {
      call.run();
    } catch (IOException | CannotRun e) {
      System.err.println("demo: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double awaitBanner(boolean wanted, long since) throws IOException, InterruptedException {
    // Whoever refuses to be counted is in no experiment, so every page of theirs is edited.
    HttpRequest request = HttpRequest.newBuilder(page).header("Sec-GPC", "1").build();
    while (System.nanoTime() - since < PATIENCE.toNanos()) {
      if (client.send(request, BodyHandlers.ofString()).body().contains(BANNER) == wanted) {
        return (System.nanoTime() - since) / 1e6;
      }
      Thread.sleep(5);
    }
    return -1;
  }
}
