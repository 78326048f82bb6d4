package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions to a real DuckDB over real files, with answers counted by hand.
final class WarehouseTest {
  private static final List<MetricQuestion> METRICS =
      List.of(
          new MetricQuestion("orders", "order", Kind.PROPORTION),
          new MetricQuestion("revenue", "order", Kind.MEAN));

  @TempDir Path folder;

  @Test
  void noFilesYet_everyAnswerIsEmpty() {
    try (Warehouse warehouse = Warehouse.open(folder.resolve("absent"), "production")) {
      ExperimentMoments moments = warehouse.moments(banner(START));
      assertThat(moments).isEqualTo(ExperimentMoments.NOTHING_SEEN);
      assertThat(moments.units("on")).isZero();
      assertThat(moments.moments("on", "orders")).isEqualTo(Moments.EMPTY);
      assertThat(warehouse.vitals("banner", START)).isEmpty();
      assertThat(warehouse.counts()).isEqualTo(EventCounts.NONE);
    }
  }

  @Test
  void moments_countUnitsByFirstExposureAndConversionsAfterIt() {
    write(
        new Events()
            .exposure("a", "off", START)
            .exposure("b", "off", START)
            .exposure("b", "off", after(60))
            .exposure("c", "on", START)
            .exposure("d", "on", after(5))
            .exposure("e", "on", after(9))
            .conversion("a", "order", 10.0, after(1))
            .conversion("a", "order", 5.0, after(2))
            .conversion("c", "order", 30.0, after(-1))
            .conversion("d", "order", null, after(5))
            .conversion("e", "order", 20.0, after(10))
            .conversion("e", "signup", 99.0, after(10))
            .conversion("stranger", "order", 7.0, after(3)));

    ExperimentMoments moments = moments(START);

    assertThat(moments.crossoverUnits()).isZero();
    assertThat(moments.variants()).containsOnlyKeys("off", "on");
    assertThat(moments.units("off")).isEqualTo(2);
    assertThat(moments.units("on")).isEqualTo(3);
    assertThat(moments.moments("off", "orders")).isEqualTo(Moments.of(1, 0));
    assertThat(moments.moments("off", "revenue")).isEqualTo(Moments.of(15, 0));
    assertThat(moments.moments("on", "orders").sum()).isEqualTo(2);
    Moments revenue = moments.moments("on", "revenue");
    assertThat(revenue.units()).isEqualTo(3);
    assertThat(revenue.sum()).isEqualTo(20);
    assertThat(revenue.nonZero()).isEqualTo(1);
    assertThat(revenue.variance()).isEqualTo(Moments.of(0, 0, 20).variance());
    assertThat(moments.variants())
        .hasEntrySatisfying(
            "off",
            off -> {
              assertThat(off.firstExposure()).isEqualTo(START);
              assertThat(off.lastExposure()).isEqualTo(after(60));
            });
  }

  @Test
  void unitsThatSawTwoVariantsAndBots_areInNoVariant() {
    write(
        new Events()
            .exposure("both", "off", START)
            .exposure("both", "on", after(1))
            .exposure("one", "on", START)
            .botExposure("crawler", "off", START)
            .conversion("both", "order", 10.0, after(2)));

    ExperimentMoments moments = moments(START);

    assertThat(moments.crossoverUnits()).isEqualTo(1);
    assertThat(moments.variants()).containsOnlyKeys("on");
    assertThat(moments.moments("on", "orders")).isEqualTo(Moments.ofProportion(1, 0));
  }

  @Test
  void assignmentsAndAudits_areNoExposures() {
    write(
        new Events()
            .assignment("prefetched", "on", START)
            .audit("previewed", "preview", START)
            .exposure("one", "off", START)
            .assignment("one", "on", after(1))
            .conversion("prefetched", "order", 10.0, after(2)));

    ExperimentMoments moments = moments(START);

    assertThat(moments.crossoverUnits()).isZero();
    assertThat(moments.variants()).containsOnlyKeys("off");
    assertThat(moments.moments("off", "orders")).isEqualTo(Moments.ofProportion(1, 0));
    assertThat(counts().rows(Event.Kind.ASSIGNMENT)).isEqualTo(2);
    assertThat(counts().rows(Event.Kind.AUDIT)).isEqualTo(1);
  }

  @Test
  void exposuresBeforeTheStart_doNotCount() {
    write(
        new Events()
            .exposure("early", "off", after(-1))
            .exposure("both", "off", after(-1))
            .exposure("both", "on", after(1)));

    ExperimentMoments moments = moments(START);

    assertThat(moments.crossoverUnits()).isZero();
    assertThat(moments.variants()).containsOnlyKeys("on");
  }

  @Test
  void conversionsOfALaterDay_areFound() {
    Instant nextDay = START.plus(Duration.ofDays(1));
    write(new Events().exposure("a", "on", START).conversion("a", "order", 8.0, nextDay));
    assertThat(folder.resolve("environment=production/day=2026-11-22")).isNotEmptyDirectory();
    assertThat(folder.resolve("environment=production/day=2026-11-23")).isNotEmptyDirectory();
    assertThat(moments(START).moments("on", "revenue").sum()).isEqualTo(8);
  }

  @Test
  void vitals_areQuantilesPerNameAndVariant() {
    Events events = new Events().exposure("a", "on", START).vital("a", "LCP", 9_999, after(-1));
    for (int i = 0; i <= 100; i++) {
      events.vital("a", "LCP", 10 * i, after(1));
    }
    write(events);
    try (Warehouse warehouse = Warehouse.open(folder, "production")) {
      assertThat(warehouse.vitals("banner", START))
          .containsExactly(new VitalSummary("LCP", "on", 101, 500, 750, 950));
    }
  }

  @Test
  void counts_tellRowsFromDistinctIds() {
    Events events = new Events().exposure("a", "on", START).conversion("a", "order", 1.0, after(1));
    write(events);
    EventCounts expected =
        new EventCounts(Map.of(Event.Kind.EXPOSURE, 1L, Event.Kind.CONVERSION, 1L), 2, 2);
    assertThat(counts()).isEqualTo(expected);
    try (PartWriter writer = PartWriter.open(layout())) {
      writer.write(new Range(3, 4), events.list());
    }
    assertThat(counts().rows()).isEqualTo(4);
    assertThat(counts().distinctIds()).isEqualTo(2);
  }

  @Test
  void conversionSentAgainAfterItsWindow_countsOnce() {
    write(
        new Events()
            .exposure("a", "on", START)
            .exposure("b", "on", START)
            .conversion("a", "order", 10.0, after(1))
            .conversion("a", "order", 5.0, after(2))
            .sentAgain("e3"));
    assertThat(counts().rows()).isEqualTo(5);
    assertThat(counts().distinctIds()).isEqualTo(4);
    assertThat(moments(START).moments("on", "revenue").mean()).isEqualTo(7.5);
    assertThat(moments(START).moments("on", "orders")).isEqualTo(Moments.of(1, 0));
  }

  @Test
  void sameRangeWrittenAgain_changesNothing() {
    Events events = new Events().exposure("a", "on", START).exposure("b", "on", after(1));
    write(events);
    write(events);
    assertThat(counts().rows()).isEqualTo(2);
  }

  @Test
  void environmentThatIsAPath_isRefused() {
    assertThatThrownBy(() -> Warehouse.open(folder, "../other"))
        .hasMessage("environment == \"../other\", must match [a-z0-9][a-z0-9_-]{0,63}");
  }

  private EventCounts counts() {
    try (Warehouse warehouse = Warehouse.open(folder, "production")) {
      return warehouse.counts();
    }
  }

  private ExperimentMoments moments(Instant from) {
    try (Warehouse warehouse = Warehouse.open(folder, "production")) {
      return warehouse.moments(banner(from));
    }
  }

  private static ExperimentQuestion banner(Instant from) {
    return new ExperimentQuestion("banner", from, METRICS);
  }

  private void write(Events events) {
    try (PartWriter writer = PartWriter.open(layout())) {
      writer.write(events.range(), events.list());
    }
  }

  private Layout layout() {
    return new Layout(folder, "production");
  }

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }
}
