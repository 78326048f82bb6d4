package dev.rimlight.control.results;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.FrozenResults;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Keeps what is said of a run when it has ended and its last events have had time to arrive: from
/// then on always the same, whatever becomes of the events.
///
/// A run that nobody was seen in has no last word: its events may be somewhere that this control
/// plane does not look.
final class LastWord implements AutoCloseable {
  /// How long the last events of a run may take to arrive.
  static final Duration SETTLING = Duration.ofMinutes(15);

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(LastWord.class.getName());

  private final Environment environment;
  private final Function<String, Results> judge;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("last-word").factory());

  /// @param judge results of an experiment as of now
  LastWord(Environment environment, Function<String, Results> judge) {
    this.environment = environment;
    this.judge = judge;
  }

  void start() {
    var _ =
        rounds.scheduleWithFixedDelay(
            this::round, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  /// As JSON. Absent while the last events may still be on their way.
  Optional<String> of(Document document) {
    return run(document).flatMap(run -> known(run).or(() -> say(run)));
  }

  private Optional<FrozenResults.Run> run(Document document) {
    return document.startedAt().isPresent()
            && document.stoppedAt().isPresent()
            && environment.now() >= document.stoppedAt().getAsLong() + SETTLING.toMillis()
        ? Optional.of(
            new FrozenResults.Run(
                document.key(), document.startedAt().getAsLong(), document.stoppedAt().getAsLong()))
        : Optional.empty();
  }

  private Optional<String> known(FrozenResults.Run run) {
    return environment.read(handle -> environment.frozen().find(handle, run));
  }

  private Optional<String> say(FrozenResults.Run run) {
    Results results = judge.apply(run.experiment());
    if (results.exposedUnits() == 0) {
      return Optional.empty();
    }
    environment.freeze(run, Json.write(results.frozenAt(environment.now())));
    return known(run);
  }

  private void round() {
    try {
      everyRun();
    } catch (RuntimeException e) {
      // The next round tries again; thrown on, it would be the last.
      LOG.log(System.Logger.Level.WARNING, "cannot look for experiments that ended", e);
    }
  }

  /// Also when nobody asks: the events may be gone before somebody does.
  void everyRun() {
    for (Document document :
        environment.read(handle -> environment.documents().list(handle, Noun.EXPERIMENT))) {
      try {
        of(document);
      } catch (RuntimeException e) {
        // The others are frozen all the same, and this one is tried again.
        LOG.log(System.Logger.Level.WARNING, "cannot freeze experiment " + document.key(), e);
      }
    }
  }

  @Override
  public void close() {
    rounds.shutdown();
  }
}
