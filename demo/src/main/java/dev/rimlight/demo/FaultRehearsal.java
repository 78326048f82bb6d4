package dev.rimlight.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Publishes a variant that breaks for most who see it, while visitors are in the shop, and waits
/// for the platform to end it by itself: their errors come back as events, are judged under
/// peeking, and the guardrail of the experiment kills its flag.
final class FaultRehearsal {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /// On pages of the variant that breaks.
  static final String MARK = "class=\"recommendations\"";

  /// Visitors to whom something breaks anyway, and to whom the variant does.
  static final double ALWAYS = 0.05;

  static final double BROKEN = 0.60;

  private static final String ENVIRONMENT = "/v1/environments/demo/";
  private static final String NAME = "recommendations";

  /// Fresh visitors who all must get the page without it: half of them would be in the variant.
  private static final int FRESH = 20;

  private final Api control;
  private final Settings settings;

  /// The flag of this rehearsal: one before it has left its own behind, killed, with its verdict.
  private String flag = NAME;

  /// Seconds since the fault was published; -1 when it did not happen in time.
  record Outcome(double alertSeconds, double killSeconds, double goneSeconds) {}

  FaultRehearsal(Api control, Settings settings) {
    this.control = control;
    this.settings = settings;
  }

  Outcome run() throws IOException, InterruptedException {
    long began = publish();
    double killed = since(began, () -> killed());
    double alerted = since(began, () -> alerted());
    double gone = since(began, () -> gone());
    return new Outcome(alerted, killed, gone);
  }

  /// The flag, its experiment, and the product list with what breaks.
  private long publish() throws IOException, InterruptedException {
    for (int next = 2; control.exists(ENVIRONMENT + "flags/" + flag); next++) {
      flag = NAME + "-" + next;
    }
    JsonNode fault = documents();
    control.create(ENVIRONMENT + "flags/" + flag, fault.get("flag").toString());
    control.create(
        ENVIRONMENT + "experiments/" + fault.get("experiment").get("key").asString(),
        fault.get("experiment").toString());
    JsonNode entry = control.get(ENVIRONMENT + "routes/list");
    ObjectNode route = (ObjectNode) entry.get("route");
    ArrayNode flags = (ArrayNode) route.get("flags");
    flags.removeIf(earlier -> earlier.asString().startsWith(NAME));
    flags.add(flag);
    ArrayNode edits = (ArrayNode) route.get("edits");
    edits.removeIf(earlier -> earlier.path("flag").asString("").startsWith(NAME));
    edits.add(fault.get("edit"));
    control.change(ENVIRONMENT + "routes/list", entry.get("version").asLong(), route.toString());
    long began = System.nanoTime();
    control.post(ENVIRONMENT + "publication", "{\"comment\":\"A variant that breaks\"}");
    return began;
  }

  private JsonNode documents() throws IOException {
    try (InputStream in = FaultRehearsal.class.getResourceAsStream("fault.json")) {
      String named = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Api.JSON.readTree(named.replace("{flag}", flag));
    }
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static double since(long began, Condition condition)
      throws IOException, InterruptedException {
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      if (condition.holds()) {
        return (System.nanoTime() - began) / 1e9;
      }
      Thread.sleep(100);
    }
    return -1;
  }

  private boolean killed() throws IOException, InterruptedException {
    for (JsonNode kill : control.get(ENVIRONMENT + "kills").get("kills")) {
      if (kill.get("flag").asString().equals(flag)) {
        return kill.get("by").asString().equals("guardrail");
      }
    }
    return false;
  }

  private boolean alerted() throws IOException, InterruptedException {
    for (JsonNode alert : control.get(ENVIRONMENT + "alerts?open=true").get("alerts")) {
      if (alert.path("acted").asString("").equals("killed flag " + flag)) {
        return true;
      }
    }
    return false;
  }

  private boolean gone() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < FRESH; i++) {
        if (new Browser(client, settings.edge(), new Tally(false)).get("/").shows(MARK)) {
          return false;
        }
      }
    }
    return true;
  }
}
