package dev.rimlight.demo;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who looks around and perhaps orders, with probabilities that depend on what the page
/// shows.
final class Visitor {
  private static final Pattern ORDER =
      Pattern.compile("track\\(\"order\", \\{ id: \"([0-9a-f-]{36})\", value: ([0-9.]+) }");

  private final Browser browser;
  private final SplittableRandom random;
  private final Tally tally;
  private final boolean faults;

  /// @param faults whether things break now and then
  Visitor(Browser browser, SplittableRandom random, Tally tally, boolean faults) {
    this.browser = browser;
    this.random = random;
    this.tally = tally;
    this.faults = faults;
  }

  void visit() throws IOException, InterruptedException {
    report(browser.get("/"));
    Product product = Product.ALL.get(random.nextInt(Product.ALL.size()));
    Browser.Page page = browser.get("/products/" + product.id());
    report(page);
    boolean urgent = page.shows("free delivery today");
    if (random.nextDouble() >= (urgent ? Truth.ADD_URGENT : Truth.ADD_PLAIN)) {
      return;
    }
    Browser.Page basket = browser.submit("/basket", "product=" + product.id());
    report(basket);
    boolean oneStep = basket.shows("data-layout=\"short\"");
    if (random.nextDouble() >= (oneStep ? Truth.ORDER_SHORT : Truth.ORDER_CLASSIC)) {
      return;
    }
    report(browser.submit("/order", ""));
    if (random.nextDouble() < Truth.RETURN) {
      Browser.Page again = browser.get("/");
      report(again);
      if (again.arm().isEmpty()) {
        (again.shows("Welcome back") ? tally.greeted : tally.notGreeted).increment();
      }
    }
  }

  /// What the browser module would send for this page: the exposure, the time to the first byte,
  /// and the order; without a token when the edge left the page as it was.
  private void report(Browser.Page page) throws IOException, InterruptedException {
    if (!page.counts()) {
      tally.withoutDecisions.increment();
      return;
    }
    ObjectNode beacon = Api.JSON.createObjectNode();
    if (page.island().has("token")) {
      beacon.set("token", page.island().get("token"));
    }
    ArrayNode events = beacon.putArray("events");
    if (!page.exposures().isEmpty()) {
      events.addObject().put("kind", "exposure");
    }
    events
        .addObject()
        .put("kind", "vital")
        .put("id", UUID.randomUUID().toString())
        .put("name", "TTFB")
        .put("value", page.firstByteMillis());
    addError(page, events);
    Matcher order = ORDER.matcher(page.body());
    String orderId = order.find() ? order.group(1) : "";
    if (!orderId.isEmpty()) {
      events
          .addObject()
          .put("kind", "conversion")
          .put("id", orderId)
          .put("name", "order")
          .put("value", Double.parseDouble(order.group(2)));
    }
    if (browser.beacon(beacon.toString())) {
      count(page, orderId);
    }
  }

  /// As the browser module tells of an error that nobody caught.
  private void addError(Browser.Page page, ArrayNode events) {
    double chance = page.shows(FaultRehearsal.MARK) ? FaultRehearsal.BROKEN : FaultRehearsal.ALWAYS;
    if (faults && random.nextDouble() < chance) {
      events
          .addObject()
          .put("kind", "error")
          .put("id", UUID.randomUUID().toString())
          .put("name", "TypeError");
      tally.errors.increment();
    }
  }

  private void count(Browser.Page page, String orderId) {
    String unit = String.valueOf(browser.visitorId());
    page.exposures()
        .forEach((experiment, variant) -> {
          tally.exposed(unit, experiment, variant);
          tally.events.increment();
        });
    tally.events.increment();
    if (!orderId.isEmpty()) {
      tally.events.increment();
      tally.ordered(orderId);
    }
  }
}
