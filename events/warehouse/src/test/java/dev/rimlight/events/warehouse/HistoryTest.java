package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The moments at each step are those that would have been answered then.
final class HistoryTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<MetricQuestion> METRICS =
      List.of(
          new MetricQuestion("orders", "order", Kind.PROPORTION),
          new MetricQuestion("revenue", "order", Kind.MEAN));

  @TempDir Path folder;

  @Test
  void noFilesYet_thereIsNoHistory() {
    assertThat(history(after(600))).isEmpty();
  }

  @Test
  void totalsOfAUnit_growWithItsConversions() {
    write(
        new Events()
            .exposure("a", "off", START)
            .exposure("b", "off", after(59))
            .exposure("c", "on", after(60))
            .conversion("a", "order", 10.0, after(1))
            .conversion("a", "order", 5.0, after(2))
            .conversion("a", "order", -15.0, after(185))
            .conversion("b", "order", null, after(61)));

    List<MomentsAsOf> history = history(after(600));

    assertThat(history)
        .extracting(MomentsAsOf::at)
        .containsExactly(after(60), after(120), after(240));
    MomentsAsOf first = history.getFirst();
    assertThat(first.variants()).containsOnlyKeys("off");
    assertThat(first.moments("off", "orders")).isEqualTo(Moments.ofProportion(2, 1));
    assertThat(first.moments("off", "revenue")).isEqualTo(Moments.of(15, 0));
    assertThat(first.moments("on", "orders")).isEqualTo(Moments.EMPTY);
    MomentsAsOf second = history.get(1);
    assertThat(second.moments("off", "orders")).isEqualTo(Moments.ofProportion(2, 2));
    assertThat(second.moments("off", "revenue").nonZero()).isEqualTo(1);
    assertThat(second.moments("on", "orders")).isEqualTo(Moments.ofProportion(1, 0));
    MomentsAsOf third = history.getLast();
    assertThat(third.moments("off", "orders")).isEqualTo(Moments.ofProportion(2, 2));
    assertThat(third.moments("off", "revenue")).isEqualTo(Moments.of(0, 0));
  }

  @Test
  void whatIsNotCountedNow_wasNeverCounted() {
    write(
        new Events()
            .exposure("both", "off", START)
            .exposure("both", "on", after(300))
            .botExposure("crawler", "off", START)
            .exposure("early", "off", after(-1))
            .exposure("one", "on", START)
            .conversion("one", "order", 3.0, after(-1)));

    List<MomentsAsOf> history = history(after(600));

    assertThat(history).hasSize(1);
    assertThat(history.getFirst().variants()).containsOnlyKeys("on");
    assertThat(history.getFirst().moments("on", "orders")).isEqualTo(Moments.ofProportion(1, 0));
  }

  @Test
  void eventsAtOrAfterTheEnd_doNotCount() {
    write(
        new Events()
            .exposure("a", "on", START)
            .exposure("b", "on", after(120))
            .conversion("a", "order", 3.0, after(120)));
    assertThat(history(after(120))).hasSize(1);
    assertThat(history(after(121)))
        .extracting(each -> each.moments("on", "orders"))
        .containsExactly(Moments.ofProportion(1, 0), Moments.ofProportion(2, 1));
  }

  @Test
  void lastStep_hasTheMomentsOfNow() {
    Random random = new Random(7);
    Events events = new Events();
    for (int unit = 0; unit < 500; unit++) {
      Instant seen = after(random.nextInt(3_000));
      events.exposure("u" + unit, random.nextBoolean() ? "on" : "off", seen);
      for (int order = random.nextInt(4); order > 0; order--) {
        Instant ordered = seen.plusSeconds(random.nextInt(600));
        events.conversion("u" + unit, "order", random.nextDouble() * 90, ordered);
      }
    }
    write(events);
    MomentsAsOf last = history(after(3_600)).getLast();
    try (Warehouse warehouse = Warehouse.open(folder, "production")) {
      ExperimentMoments now = warehouse.moments(banner());
      for (String variant : List.of("on", "off")) {
        assertThat(last.moments(variant, "orders")).isEqualTo(now.moments(variant, "orders"));
        Moments revenue = now.moments(variant, "revenue");
        Moments added = last.moments(variant, "revenue");
        assertThat(added.units()).isEqualTo(revenue.units());
        assertThat(added.nonZero()).isEqualTo(revenue.nonZero());
        assertThat(added.mean()).isCloseTo(revenue.mean(), within(1e-9));
        assertThat(added.variance()).isCloseTo(revenue.variance(), within(1e-6));
      }
    }
  }

  @Test
  void tooManySteps_areRefusedWithTheBound() {
    assertThat(question(after(60 * HistoryQuestion.MAX_STEPS)).step()).isEqualTo(MINUTE);
    assertThatThrownBy(() -> question(after(60 * HistoryQuestion.MAX_STEPS + 60)))
        .hasMessage("PT16H41M in steps of PT1M has 1001 steps, must be <= 1000");
    assertThatThrownBy(() -> new HistoryQuestion(banner(), START, Duration.ZERO))
        .hasMessage("step == PT0S, must be >= 1 ms");
  }

  private List<MomentsAsOf> history(Instant until) {
    try (Warehouse warehouse = Warehouse.open(folder, "production")) {
      return warehouse.history(question(until));
    }
  }

  private static HistoryQuestion question(Instant until) {
    return new HistoryQuestion(banner(), until, MINUTE);
  }

  private static ExperimentQuestion banner() {
    return new ExperimentQuestion("banner", START, METRICS);
  }

  private void write(Events events) {
    try (PartWriter writer = PartWriter.open(new Layout(folder, "production"))) {
      writer.write(events.range(), events.list());
    }
  }

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }
}
