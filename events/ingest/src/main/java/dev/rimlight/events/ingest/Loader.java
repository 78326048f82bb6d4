package dev.rimlight.events.ingest;

import dev.rimlight.events.warehouse.Compaction;
import dev.rimlight.events.warehouse.Layout;
import dev.rimlight.events.warehouse.PartWriter;
import dev.rimlight.events.warehouse.Range;
import dev.rimlight.events.warehouse.Retention;
import dev.rimlight.events.warehouse.UnitErasure;
import dev.rimlight.events.warehouse.WarehouseFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries events from the journal to Parquet, each exactly once.
///
/// The range is written down in the journal first, then its parts under names made from the range,
/// and only then the journal is told that it is loaded. Cut short anywhere, the same range is
/// written again over the same names. The one thread that writes Parquet also removes from it:
/// units that are to be forgotten, and days that are old enough.
final class Loader {
  private static final System.Logger LOG = System.getLogger(Loader.class.getName());
  private static final Duration CLEAN_UP_EVERY = Duration.ofMinutes(1);

  private final Journal journal;
  private final Layout layout;
  private final InstantSource clock;
  private final Duration pause;
  private final Optional<Integer> keepDays;
  private final Meters meters;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable PartWriter writer;
  private Instant nextCleanUp = Instant.MIN;

  Loader(
      Journal journal,
      Layout layout,
      InstantSource clock,
      Duration pause,
      Optional<Integer> keepDays,
      Meters meters) {
    this.journal = journal;
    this.layout = layout;
    this.clock = clock;
    this.pause = pause;
    this.keepDays = keepDays;
    this.meters = meters;
    this.thread = Thread.ofPlatform().name("loader").start(this::run);
  }

  private void run() {
    boolean last;
    do {
      last = waitedForClosing();
      try {
        load(last);
        erase();
      } catch (SQLException | WarehouseFailure e) {
        LOG.log(System.Logger.Level.ERROR, "load failed, events stay in the journal", e);
      }
      try {
        cleanUp(); // also while a broken file stands in the way of the others
      } catch (SQLException | WarehouseFailure e) {
        LOG.log(System.Logger.Level.ERROR, "clean-up failed, it is tried again", e);
      }
    } while (!last);
    if (writer != null) {
      writer.close();
    }
  }

  private boolean waitedForClosing() {
    try {
      return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("loader is ended by finish, not by interruption", e);
    }
  }

  /// One range a turn, so that a busy second makes one part and not many; more while catching up,
  /// and all that is left at the end. Ids leave memory here, as catching up may never end.
  private void load(boolean everything) throws SQLException {
    boolean more = true;
    while (more) {
      Optional<Range> range = journal.plan();
      if (range.isPresent()) {
        load(range.get());
      }
      journal.shelveIds();
      more =
          range.isPresent() && (everything || range.get().size() == Journal.MOST_EVENTS_PER_LOAD);
    }
  }

  private void load(Range range) throws SQLException {
    PartWriter parts = openWriter();
    long began = System.nanoTime();
    int written = parts.write(range, journal.events(range));
    journal.loaded(range);
    meters.loaded(written, System.nanoTime() - began);
    new Compaction(layout, parts).run();
  }

  /// Opened at the first event: DuckDB takes half a second to start.
  private PartWriter openWriter() {
    PartWriter open = writer == null ? PartWriter.open(layout) : writer;
    writer = open;
    return open;
  }

  /// After a load no range is planned, so that lines may go from the journal too. Cut short, the
  /// request is still there, and what is left of it is done the next time.
  private void erase() throws SQLException {
    for (Erasure.Pending pending : journal.pendingErasures()) {
      UnitErasure erasure = new UnitErasure(layout, openWriter());
      journal.erasureCounted(pending, erasure.count(pending.unit()));
      erasure.run(pending.unit());
      journal.finishErasure(pending, clock.instant());
    }
  }

  private void cleanUp() throws SQLException {
    Instant now = clock.instant();
    if (now.isAfter(nextCleanUp)) {
      if (keepDays.isPresent()) {
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(keepDays.get());
        new Retention(layout).removeBefore(first);
        journal.dropDeadLettersReceivedBefore(first.atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      boolean more = journal.cleanUp(now) == Journal.MOST_ROWS_PER_CLEANUP;
      nextCleanUp = more ? now : now.plus(CLEAN_UP_EVERY);
    }
  }

  /// Loads what is in the journal and ends.
  void finish() throws InterruptedException {
    closing.countDown();
    thread.join();
  }
}
