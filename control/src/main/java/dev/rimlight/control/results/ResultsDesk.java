package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.document.Trial;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.telemetry.Traces;
import dev.rimlight.core.Share;
import dev.rimlight.events.warehouse.Dimension;
import dev.rimlight.events.warehouse.ExperimentQuestion;
import dev.rimlight.events.warehouse.HistoryQuestion;
import dev.rimlight.events.warehouse.KnownVisitor;
import dev.rimlight.events.warehouse.Measure;
import dev.rimlight.events.warehouse.MetricQuestion;
import dev.rimlight.events.warehouse.MomentsAsOf;
import dev.rimlight.events.warehouse.Samples;
import dev.rimlight.events.warehouse.Scope;
import dev.rimlight.events.warehouse.Source;
import dev.rimlight.events.warehouse.Traffic;
import dev.rimlight.events.warehouse.VitalSummary;
import dev.rimlight.events.warehouse.Warehouse;
import dev.rimlight.events.warehouse.Window;
import dev.rimlight.stats.SmallestP;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers for results: observes an experiment, at most once in a while, and lets it be judged.
public final class ResultsDesk implements AutoCloseable {
  /// Within this time the same observation serves everybody who asks.
  static final Duration FRESH = Duration.ofSeconds(2);

  /// A list takes older ones, as it is of many.
  static final Duration FRESH_IN_LIST = Duration.ofSeconds(20);

  /// Who asks for results waits no longer if there is an earlier observation of the same run.
  static final Duration PATIENCE = Duration.ofMillis(700);

  /// Observing takes at most this share of the time, however large an experiment is.
  private static final int REST = 10;

  /// A list waits no longer, and nothing more is observed for it: what is missing comes with the
  /// next one.
  static final Duration LIST_BUDGET = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(ResultsDesk.class.getName());

  private final Environment environment;
  private final OpenedWarehouse warehouse;
  private final Trials trials;
  private final IngestAccount ingest;
  private final Map<String, Desk> desks = new ConcurrentHashMap<>();
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private final ReentrantLock refreshing = new ReentrantLock();
  private final LastWord lastWord;
  private @Nullable Thread refresh;

  /// `folder` of the warehouse's Parquet; without one nothing was ever seen.
  public ResultsDesk(Environment environment, Optional<Path> folder, IngestAccount ingest) {
    this.environment = environment;
    this.warehouse = new OpenedWarehouse(folder, environment.key());
    this.trials = new Trials(environment);
    this.ingest = ingest;
    this.lastWord = new LastWord(environment, this::settled);
  }

  /// From now on what has ended is frozen.
  public void start() {
    lastWord.start();
  }

  public Results results(String experiment, double fixedAlpha) {
    Trials.Draft draft = trials.require(experiment);
    return Judge.judge(observeSoon(draft), fixedAlpha);
  }

  /// What an experiment's variants are proven to do to visitors, of what every experiment is
  /// watched for.
  public List<Harm> harms(String experiment) {
    Trials.Draft draft = trials.require(experiment);
    return asked(draft.document())
        .map(open -> Standing.harms(observeSoon(draft), watched(draft, open)))
        .orElse(List.of());
  }

  /// What was seen for it in this run.
  private record Watched(OptionalLong startedAt, long at, long tookMillis, Samples samples) {}

  private Samples watched(Trials.Draft draft, Warehouse open) {
    Document document = draft.document();
    long now = environment.now();
    Watched last = watched.get(document.key());
    if (last != null
        && last.startedAt().equals(document.startedAt())
        && now - last.at() < REST * last.tookMillis()) {
      return last.samples();
    }
    Samples samples =
        ask(
            "standing checks",
            () -> open.samples(scope(document, draft.trial(), now), Standing.questions()));
    watched.put(
        document.key(), new Watched(document.startedAt(), now, environment.now() - now, samples));
    return samples;
  }

  /// The latest observation, or the one before while it takes long: it says of when it is.
  private Observed observeSoon(Trials.Draft draft) {
    Optional<Observed> last = last(draft.document().key()).filter(seen -> isOf(seen, draft));
    CompletableFuture<Observed> latest =
        CompletableFuture.supplyAsync(
            Context.current().wrapSupplier(() -> observe(draft, FRESH)),
            Thread::startVirtualThread);
    try {
      return last.isPresent()
          ? latest.completeOnTimeout(last.get(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join()
          : latest.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static boolean isOf(Observed seen, Trials.Draft draft) {
    return seen.killed() == draft.killed()
        && seen.startedAt().equals(draft.document().startedAt())
        && seen.stoppedAt().equals(draft.document().stoppedAt());
  }

  /// The last word on a run that has ended, once it can be said.
  public Optional<String> frozen(String experiment) {
    Document document = trials.require(experiment).document();
    return lastWord.of(document);
  }

  private Results settled(String experiment) {
    Trials.Draft draft = trials.require(experiment);
    return Judge.judge(observe(draft, Duration.ZERO), Comparing.ALWAYS_ALPHA);
  }

  /// An experiment's comparisons in every part of a dimension.
  public Breakdown breakdown(String experiment, Dimension dimension) {
    Trials.Draft draft = trials.require(experiment);
    Observed whole = observe(draft, FRESH);
    Map<String, Samples> parts =
        asked(draft.document())
            .map(open ->
                ask(
                    "slices",
                    () ->
                        open.slices(
                            scope(draft.document(), whole.trial(), whole.at()),
                            Asked.all(whole.trial()),
                            dimension)))
            .orElse(Map.of());
    return Breakdown.of(whole, dimension, parts);
  }

  /// How each number of an experiment is made.
  public List<Method> methods(String experiment) {
    Trials.Draft draft = trials.require(experiment);
    Trial trial = draft.trial();
    Scope scope = scope(draft.document(), trial, environment.now());
    return trial.metrics().stream()
        .map(metric ->
            new Method(
                metric.key(),
                MetricWords.definition(metric),
                Method.words(metric, trial),
                asked(draft.document())
                    .map(open -> open.sql(scope, Asked.one(metric)))
                    .orElse(null)))
        .toList();
  }

  /// Writes a row per unit of an experiment; without one when nothing was seen.
  public boolean export(String experiment, Warehouse.Format format, Path file) {
    Trials.Draft draft = trials.require(experiment);
    Trial trial = draft.trial();
    return asked(draft.document())
        .map(open ->
            ask(
                "export",
                () ->
                    open.export(
                        scope(draft.document(), trial, environment.now()),
                        Asked.all(trial),
                        format,
                        file)))
        .orElse(false);
  }

  /// Who was here since then, as far as anybody knows.
  public List<KnownVisitor> visitors(Instant since, int most) {
    return warehouse.get().map(open -> open.visitors(since, most)).orElse(List.of());
  }

  /// What an event came to since then, if anybody was here.
  public Optional<Traffic> traffic(String event, Instant since) {
    return warehouse
        .get()
        .map(open -> open.traffic(event, since))
        .filter(traffic -> traffic.units() > 0);
  }

  /// Where events are, if they are kept anywhere.
  public Optional<Warehouse> warehouse() {
    return warehouse.get();
  }

  /// What the ingest says of the isolates that were at work since then.
  public Loss loss(Instant since) {
    return traces().within("ask ingest", SpanKind.CLIENT, () -> ingest.ask(since.toEpochMilli()));
  }

  /// Where the events of an experiment that was started are.
  private Optional<Warehouse> asked(Document document) {
    return document.startedAt().isPresent() ? warehouse.get() : Optional.empty();
  }

  /// Summaries by experiment, of those that are known soon.
  public Map<String, Summary> summaries(List<String> experiments) {
    return summaries(experiments, LIST_BUDGET);
  }

  Map<String, Summary> summaries(List<String> experiments, Duration budget) {
    await(refresh(experiments, budget), budget);
    Map<String, Summary> summaries = new HashMap<>();
    for (String experiment : experiments) {
      last(experiment)
          .ifPresent(seen ->
              summaries.put(experiment, Summary.of(Judge.judge(seen, Comparing.ALWAYS_ALPHA))));
    }
    return summaries;
  }

  /// One at a time: who asks meanwhile waits for the one that runs.
  private Thread refresh(List<String> experiments, Duration budget) {
    refreshing.lock();
    try {
      Thread running = refresh;
      if (running == null || !running.isAlive()) {
        long end = System.nanoTime() + budget.toNanos();
        running = Thread.ofVirtual().name("summaries").start(() -> observe(experiments, end));
        refresh = running;
      }
      return running;
    } finally {
      refreshing.unlock();
    }
  }

  private static void await(Thread running, Duration budget) {
    try {
      running.join(budget);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What was observed longest ago, or never, comes first.
  private void observe(List<String> experiments, long end) {
    List<String> stalestFirst =
        experiments.stream().sorted(Comparator.comparingLong(this::lastAt)).toList();
    for (String experiment : stalestFirst) {
      if (System.nanoTime() >= end) {
        return;
      }
      try {
        trials.find(experiment).ifPresent(draft -> observe(draft, FRESH_IN_LIST));
      } catch (RuntimeException e) {
        // A list says what it can; who asks for the results is told what is wrong.
        LOG.log(System.Logger.Level.WARNING, "no summary of experiment " + experiment, e);
      }
    }
  }

  private long lastAt(String experiment) {
    return last(experiment).map(Observed::at).orElse(Long.MIN_VALUE);
  }

  private Optional<Observed> last(String experiment) {
    return Optional.ofNullable(desks.get(experiment)).map(desk -> desk.last);
  }

  /// What is remembered of one experiment: the last observation, and the smallest p of its split in
  /// this run.
  private static final class Desk {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Observed last;
    private long tookMillis;
    private long startedAt;
    private SmallestP split = SmallestP.NOT_LOOKED;

    /// Nobody who asks for the very latest is put off.
    private long restMillis(Duration maxAge) {
      return maxAge.isZero() ? 0 : REST * tookMillis;
    }
  }

  private Observed observe(Trials.Draft draft, Duration maxAge) {
    Desk desk = desks.computeIfAbsent(draft.document().key(), _ -> new Desk());
    desk.lock.lock();
    try {
      long now = environment.now();
      Observed last = desk.last;
      boolean fresh =
          last != null
              && now - last.at() < Math.max(maxAge.toMillis(), desk.restMillis(maxAge))
              && last.trial().equals(draft.trial())
              && isOf(last, draft);
      if (last != null && fresh) {
        return last;
      }
      Observed observed = observe(draft, desk, now);
      desk.tookMillis = environment.now() - now;
      desk.last = observed;
      return observed;
    } finally {
      desk.lock.unlock();
    }
  }

  private Observed observe(Trials.Draft draft, Desk desk, long now) {
    Document document = draft.document();
    Trial trial = draft.trial();
    Samples samples = Samples.NONE;
    List<MomentsAsOf> history = List.of();
    List<VitalSummary> vitals = List.of();
    Optional<Warehouse> asked = asked(document);
    if (asked.isPresent()) {
      Instant from = Instant.ofEpochMilli(document.startedAt().orElse(0));
      Warehouse open = asked.get();
      samples = ask("samples", () -> open.samples(scope(document, trial, now), Asked.all(trial)));
      ExperimentQuestion question = new ExperimentQuestion(document.key(), from, plain(trial));
      history =
          ask("history", () -> open.history(history(question, document.stoppedAt().orElse(now))));
      vitals = ask("vitals", () -> open.vitals(document.key(), from));
    }
    Observed seen =
        new Observed(
            trial,
            draft.killed(),
            document.startedAt(),
            document.stoppedAt(),
            now,
            samples,
            history,
            vitals,
            traces()
                .within(
                    "ask ingest",
                    SpanKind.CLIENT,
                    () -> ingest.ask(document.startedAt().orElse(now))),
            1);
    return withSmallestSplit(seen, desk);
  }

  /// One question to the warehouse.
  private <T> T ask(String question, Supplier<T> answer) {
    return traces().within("ask warehouse for " + question, SpanKind.INTERNAL, answer);
  }

  private Traces traces() {
    return environment.telemetry().traces();
  }

  private static Observed withSmallestSplit(Observed seen, Desk desk) {
    long startedAt = seen.startedAt().orElse(0);
    if (desk.startedAt != startedAt) {
      desk.startedAt = startedAt;
      desk.split = SmallestP.NOT_LOOKED;
    }
    List<Share> arms = seen.arms();
    long[] units = arms.stream().mapToLong(arm -> seen.units(arm.variant())).toArray();
    OptionalDouble p = Health.splitP(arms, units);
    if (p.isPresent()) {
      desk.split = desk.split.after(p.getAsDouble());
    }
    return new Observed(
        seen.trial(),
        seen.killed(),
        seen.startedAt(),
        seen.stoppedAt(),
        seen.at(),
        seen.seen(),
        seen.history(),
        seen.vitals(),
        seen.loss(),
        desk.split.value());
  }

  private static HistoryQuestion history(ExperimentQuestion question, long until) {
    Instant end = Instant.ofEpochMilli(until);
    return new HistoryQuestion(
        question, end, Progress.step(Duration.between(question.from(), end)));
  }

  private static Scope scope(Document document, Trial trial, long now) {
    return new Scope(
        document.key(),
        Instant.ofEpochMilli(document.startedAt().orElse(0)),
        Instant.ofEpochMilli(document.stoppedAt().orElse(now)),
        trial.experiment().by().unit() != null);
  }

  /// The metrics whose growth the history can tell: plain shares and totals of one event.
  private static List<MetricQuestion> plain(Trial trial) {
    return trial.metrics().stream().flatMap(ResultsDesk::plain).toList();
  }

  private static Stream<MetricQuestion> plain(Metric metric) {
    Optional<Source> source =
        switch (metric.measure()) {
          case Measure.Share(Source of) -> Optional.of(of);
          case Measure.Total(Source of, Measure.Amount amount)
              when amount == Measure.Amount.VALUE && metric.cap().isEmpty() ->
              Optional.of(of);
          case Measure.Total _,
              Measure.Ratio _,
              Measure.QuantileOf _,
              Measure.Retention _,
              Measure.Funnel _ ->
              Optional.empty();
        };
    return source
        .filter(of -> of.equals(Source.conversion(of.name())) && metric.window().equals(Window.ALL))
        .map(of -> new MetricQuestion(metric.key(), of.name(), Comparing.kind(metric)))
        .stream();
  }

  @Override
  public void close() {
    lastWord.close();
    warehouse.close();
  }
}
