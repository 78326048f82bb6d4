package dev.rimlight.demo;

import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The demo for a person: what runs where, and a line of figures that moves until it is stopped.
final class Live {
  /// Told by the launcher, who knows where the output goes.
  private static final boolean TERMINAL = Boolean.getBoolean("rimlight.terminal");

  private final Settings settings;
  private final Api control;
  private final String password;

  Live(Settings settings, Secrets secrets) {
    this.settings = settings;
    this.control = new Api(settings.control(), secrets.token());
    this.password = secrets.adminPassword();
  }

  void run(Stack stack) throws InterruptedException {
    explain();
    Tally tally = new Tally(false);
    try (Crowd crowd = Crowd.enter(settings, tally)) {
      stack.beforeClose(crowd::close);
      long end = settings.seconds() == 0 ? Long.MAX_VALUE : settings.seconds();
      for (long second = 1; second <= end && crowd.open(); second++) {
        Thread.sleep(1_000);
        if (crowd.open() && (TERMINAL || second % 5 == 0)) {
          figures(tally, second);
        }
      }
    }
    System.out.println();
  }

  private void explain() {
    System.out.printf(
        """

        Rimlight demo

          Shop through the edge   %s
          Shop without it         %s
          Console                 %s   sign in as admin, password %s

        %d simulated visitors browse the shop through a Cloudflare Worker that runs here in workerd. For each one
        the Worker decides four experiments and two flags with the Java engine, changes the page while it streams,
        and reports what was seen and ordered. The console judges it from those events alone.

          wording         the button on product pages; the truth: %+.0f%% orders
          layout          the basket page, from another path of the origin; the truth: %+.0f%% orders
          a-a-check       nothing differs; the truth: 0%%
          platform-cost   the edge itself: 2%% get the shop's page as it is, 2%% one that was decided and not changed

        Try: open a product page in a private window until the button changes. Kill delivery-banner in the console
        and watch the shop. Kill the control plane's process: the shop goes on.
        Data is in %s; delete it to start afresh. Ctrl-C ends everything.

        """,
        settings.edge().replace("127.0.0.1", "localhost"),
        settings.shop().replace("127.0.0.1", "localhost"),
        settings.control().replace("127.0.0.1", "localhost"),
        password,
        settings.visitors(),
        Truth.WORDING_UPLIFT * 100,
        Truth.LAYOUT_UPLIFT * 100,
        settings.data());
  }

  private void figures(Tally tally, long second) {
    String line =
        String.format(
            Locale.ROOT,
            "%s  %d visitors, %d requests (%.0f/s), %d orders, %d failed  |  wording %s, a-a-check %s",
            clock(second),
            tally.visitors.sum(),
            tally.requests.sum(),
            tally.requests.sum() / (double) second,
            tally.orders.sum(),
            tally.failures.sum(),
            estimate(Verdict.Experiments.WORDING),
            estimate(Verdict.Experiments.A_A));
    System.out.print(TERMINAL ? "\r" + line + "\u001b[K" : line + "\n");
    System.out.flush();
  }

  private static String clock(long second) {
    return String.format(Locale.ROOT, "%02d:%02d", second / 60, second % 60);
  }

  /// The always-valid estimate as the console shows it, or why there is none.
  private String estimate(String experiment) {
    try {
      JsonNode results =
          control.get("/v1/environments/demo/experiments/" + experiment + "/results");
      JsonNode always = results.get("metrics").get(0).get("comparisons").get(0).get("always");
      JsonNode relative = always.path("relative");
      if (relative.isMissingNode()) {
        return always.path("state").asString();
      }
      return String.format(
          Locale.ROOT,
          "%+.0f%% [%s, %s]",
          100 * relative.get("estimate").asDouble(),
          bound(relative.path("low")),
          bound(relative.path("high")));
    } catch (IOException e) {
      return "control plane away";
    } catch (CannotRun e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static String bound(JsonNode end) {
    return end.isMissingNode()
        ? "unbounded"
        : String.format(Locale.ROOT, "%+.0f%%", 100 * end.asDouble());
  }
}
