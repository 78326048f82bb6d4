package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions about the last minutes, with answers counted by hand.
final class LatelyTest {
  private static final Lately HOUR =
      new Lately(
          START, START.plusSeconds(3600), Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir Path folder;

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  private static Event.Circumstances standingFor(double weight) {
    return new Event.Circumstances(
        null, weight, null, null, null, null, null, null, null, null, null);
  }

  private static Event.Circumstances without(String dependency) {
    return new Event.Circumstances(
        null, null, null, null, null, null, dependency, null, null, null, null);
  }

  private static Lately of(String experiment, Optional<String> variant) {
    return new Lately(
        HOUR.from(), HOUR.until(), Optional.of(experiment), variant, Optional.empty());
  }

  private static Lately on(String route) {
    return new Lately(
        HOUR.from(), HOUR.until(), Optional.empty(), Optional.empty(), Optional.of(route));
  }

  private Warehouse written(Events events) {
    try (PartWriter writer = PartWriter.open(new Layout(folder, "production"))) {
      writer.write(events.range(), events.list());
    }
    return Warehouse.open(folder, "production");
  }

  @Test
  void noFilesYet_everyAnswerIsNothing() {
    try (Warehouse warehouse = Warehouse.open(folder.resolve("absent"), "production")) {
      assertThat(warehouse.seen(HOUR)).isZero();
      assertThat(warehouse.failed(HOUR)).isEqualTo(Portion.NONE);
      assertThat(warehouse.converted(HOUR, "order")).isZero();
      assertThat(warehouse.slowest(HOUR, "LCP")).isEqualTo(Slowest.NONE);
      assertThat(warehouse.degraded(HOUR)).isEqualTo(Portion.NONE);
    }
  }

  @Test
  void units_areCountedOnceInsideTheWindowAndWithoutBots() {
    Events events =
        new Events()
            .exposure("before", "on", after(-1))
            .exposure("a", "on", after(0))
            .conversion("a", "order", 1.0, after(1))
            .conversion("a", "order", 1.0, after(2))
            .vital("b", "LCP", 900, after(3))
            .error("b", after(4))
            .error("c", after(5))
            .botExposure("bot", "on", after(6))
            .conversion("late", "order", 1.0, after(3600));
    try (Warehouse warehouse = written(events)) {
      assertThat(warehouse.seen(HOUR)).isEqualTo(3);
      assertThat(warehouse.failed(HOUR)).isEqualTo(new Portion(3, 2));
      assertThat(warehouse.converted(HOUR, "order")).isEqualTo(1);
      assertThat(warehouse.converted(HOUR, "signup")).isZero();
      assertThat(warehouse.converted(HOUR, "${from}' or true --")).isZero();
      assertThat(warehouse.seen(on("home"))).isEqualTo(3);
      assertThat(warehouse.seen(on("cart"))).isZero();
    }
  }

  /// One of four was kept: a unit whose exposure is there too is one, and its error four.
  @Test
  void sampledUnits_standForAsManyAsTheirWeight() {
    Events events =
        new Events()
            .vital("a", "LCP", 900, after(1))
            .with(standingFor(4))
            .exposure("b", "on", after(1))
            .error("b", after(2))
            .with(standingFor(4))
            .exposure("c", "on", after(1))
            .exposure("d", "on", after(1))
            .exposure("e", "on", after(1));
    try (Warehouse warehouse = written(events)) {
      assertThat(warehouse.seen(HOUR)).isEqualTo(8);
      assertThat(warehouse.failed(HOUR)).isEqualTo(new Portion(8, 4));
      assertThat(new Portion(2, 4).share()).isEqualTo(1);
    }
  }

  /// Exposures are told once a day, so one from before the window tells who is in a variant.
  @Test
  void unitsOfAnExperiment_areThoseOfOneVariantSinceTheyWereExposed() {
    Events events =
        new Events()
            .exposure("early", "on", after(-7200))
            .error("early", after(1))
            .error("hasty", after(1))
            .exposure("hasty", "on", after(2))
            .exposure("other", "off", after(1))
            .error("other", after(2))
            .exposure("both", "on", after(1))
            .exposure("both", "off", after(2))
            .error("both", after(3))
            .error("stranger", after(4));
    try (Warehouse warehouse = written(events)) {
      assertThat(warehouse.failed(of("banner", Optional.empty()))).isEqualTo(new Portion(3, 2));
      assertThat(warehouse.failed(of("banner", Optional.of("on")))).isEqualTo(new Portion(2, 1));
      assertThat(warehouse.failed(of("wording", Optional.empty()))).isEqualTo(Portion.NONE);
    }
  }

  /// The four values 100, 200, 300, 400 have their third quartile at 325.
  @Test
  void vital_isTheThirdQuartileOfLatestReports() {
    Events events =
        new Events()
            .vital("a", "LCP", 100, after(1))
            .vital("b", "LCP", 200, after(1))
            .vital("c", "LCP", 300, after(1))
            .vital("d", "LCP", 400, after(1))
            .vital("d", "CLS", 7, after(1));
    try (Warehouse warehouse = written(events)) {
      assertThat(warehouse.slowest(HOUR, "LCP")).isEqualTo(new Slowest(4, 325));
      assertThat(warehouse.slowest(HOUR, "INP")).isEqualTo(Slowest.NONE);
    }
  }

  @Test
  void degraded_countsWhatTheEdgeTold() {
    Events events =
        new Events()
            .exposure("a", "on", after(1))
            .exposure("b", "on", after(1))
            .with(without("origin"))
            .vital("c", "LCP", 100, after(1))
            .with(without("origin"));
    try (Warehouse warehouse = written(events)) {
      assertThat(warehouse.degraded(HOUR)).isEqualTo(new Portion(2, 1));
    }
  }
}
