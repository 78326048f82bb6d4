package dev.rimlight.control.alert;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.OnHarm;
import dev.rimlight.control.publish.EdgeState;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.Governance;
import dev.rimlight.control.publish.KillSwitch;
import dev.rimlight.control.publish.Publisher;
import dev.rimlight.control.results.Results;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.store.AlertChannels;
import dev.rimlight.control.store.Alerts;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Goes the rounds: what is found becomes an alert, what is no longer found is resolved, and where
/// an experiment allows it a proven harm is ended by a kill.
public final class Alarm implements AutoCloseable {
  /// How often everything is looked at: with what it takes to see and to act, harm ends within a
  /// minute.
  public static final Duration ROUND = Duration.ofSeconds(10);

  /// How soon people are told of what was found or changed.
  static final Duration TELL = Duration.ofSeconds(2);

  /// One look may miss what the next finds again.
  static final Duration GONE = Duration.ofSeconds(25);

  /// Who kills, as the log has it.
  static final String BY = "guardrail";

  /// Of the fixed judgement, at which alerts do not look.
  private static final double ALPHA = 0.05;

  private static final System.Logger LOG = System.getLogger(Alarm.class.getName());

  private final Store store;
  private final Environment environment;
  private final ResultsDesk results;
  private final Publisher publisher;
  private final KillSwitch killSwitch;
  private final Messenger messenger;
  private final Governance governance;
  private final Announcer announcer;
  private final RuleRounds rules;
  private final Alerts alerts;
  private final AlertChannels channels;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("alarm").factory());

  public Alarm(
      Store store,
      Environment environment,
      ResultsDesk results,
      Publisher publisher,
      KillSwitch killSwitch,
      Messenger messenger,
      Governance governance) {
    this.store = store;
    this.environment = environment;
    this.results = results;
    this.publisher = publisher;
    this.killSwitch = killSwitch;
    this.messenger = messenger;
    this.governance = governance;
    this.announcer = new Announcer(store, environment);
    this.rules = new RuleRounds(store, environment, results);
    this.alerts = new Alerts(environment.key());
    this.channels = new AlertChannels(environment.key());
    gauges();
  }

  private void gauges() {
    for (Finding.Rule rule : Finding.Rule.values()) {
      environment
          .telemetry()
          .gauge(
              "alerts",
              "Alerts that are not over.",
              () -> store.read(handle -> alerts.countOpen(handle, rule.word())),
              "rule",
              rule.word());
    }
    environment
        .telemetry()
        .gauge("messages.waiting", "Messages to people.", () -> store.read(channels::waiting));
  }

  public void start() {
    var _ =
        rounds.scheduleWithFixedDelay(
            () -> alone(this::round), ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        rounds.scheduleWithFixedDelay(
            () -> alone(this::tell), TELL.toMillis(), TELL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void alone(Runnable task) {
    try {
      store.alone(Store.Duty.ALERTS, environment.key(), task);
    } catch (RuntimeException e) {
      // The next round tries again; thrown on, it would be the last.
      LOG.log(System.Logger.Level.WARNING, "a round of alerts or messages failed", e);
    }
  }

  /// One look at everything.
  public void round() {
    long began = System.nanoTime();
    List<Finding> findings = find();
    Map<Finding, String> acted = act(findings);
    store
        .write(handle -> keep(handle, findings, acted))
        .forEach(turn ->
            environment
                .telemetry()
                .alert(
                    turn.alert().number(),
                    turn.alert().rule(),
                    turn.alert().severity(),
                    turn.state()));
    environment.telemetry().round(System.nanoTime() - began);
  }

  /// An alert that began or is over.
  private record Turn(Alerts.Alert alert, String state) {}

  /// Tells people what is due to be told.
  public void tell() {
    announcer.announce();
    messenger.send();
  }

  private List<Finding> find() {
    List<EdgeState> edges = edges();
    List<Finding> findings = new ArrayList<>(Findings.of(edges, age()));
    findings.addAll(Findings.ofOverdue(governance.due(), environment.now()));
    for (Document document : running()) {
      try {
        OnHarm policy = OnHarm.of(document.tree());
        Results judged = results.results(document.key(), ALPHA);
        findings.addAll(Findings.of(judged, policy));
        findings.addAll(Findings.of(judged, results.harms(document.key()), policy));
      } catch (RuntimeException e) {
        // The others are looked at all the same.
        LOG.log(System.Logger.Level.WARNING, "cannot judge experiment " + document.key(), e);
      }
    }
    try {
      findings.addAll(rules.round(edges));
    } catch (RuntimeException e) {
      // What does harm is ended all the same.
      LOG.log(System.Logger.Level.WARNING, "cannot look at the rules that people wrote", e);
    }
    return findings;
  }

  /// What each edge runs of both: of revisions and of kills.
  private List<EdgeState> edges() {
    List<EdgeState> edges = new ArrayList<>(publisher.state().edges());
    edges.addAll(killSwitch.list().edges());
    return edges;
  }

  /// How long edges have had to learn of the last publication or kill.
  private Duration age() {
    ChangeLog.Question published = new ChangeLog.Question(Long.MAX_VALUE, "", "", "publish");
    long publishedAt =
        environment.changes(published, 1).stream().findFirst().map(Change::at).orElse(0L);
    long killedAt = environment.read(environment.kills()::read).at();
    return Duration.ofMillis(environment.now() - Math.max(publishedAt, killedAt));
  }

  private List<Document> running() {
    return environment
        .read(handle -> environment.documents().list(handle, Noun.EXPERIMENT))
        .stream()
        .filter(document -> document.startedAt().isPresent() && document.stoppedAt().isEmpty())
        .toList();
  }

  /// Kills what may be killed, once for each alert: who takes a kill back has decided. What was
  /// done, by finding.
  private Map<Finding, String> act(List<Finding> findings) {
    Set<String> known =
        environment.read(alerts::open).stream().map(Alarm::name).collect(Collectors.toSet());
    Map<Finding, String> acted = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.kill().isPresent() && !known.contains(name(finding))) {
        acted.put(finding, kill(finding, finding.kill().get()));
      }
    }
    return acted;
  }

  private String kill(Finding finding, String flag) {
    try {
      killSwitch.kill(new KillSwitch.Order(flag, flag, finding.sentence(), BY));
      return "killed flag " + flag;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "cannot kill flag " + flag, e);
      return "tried to kill flag " + flag + ", and failed: " + e.getMessage();
    }
  }

  private static String name(Finding finding) {
    return finding.rule().word() + " " + finding.subject();
  }

  private static String name(Alerts.Alert alert) {
    return alert.rule() + " " + alert.subject();
  }

  private List<Turn> keep(Handle handle, List<Finding> findings, Map<Finding, String> acted) {
    long now = environment.now();
    List<Turn> turns = new ArrayList<>();
    Map<String, Alerts.Alert> open = new HashMap<>();
    alerts.open(handle).forEach(alert -> open.put(name(alert), alert));
    Set<String> seen = new HashSet<>();
    for (Finding finding : findings) {
      if (!seen.add(name(finding))) {
        continue; // an edge may be behind in two ways: one alert
      }
      Alerts.Alert known = open.remove(name(finding));
      if (known == null) {
        turns.add(new Turn(raise(handle, finding, acted.getOrDefault(finding, ""), now), "firing"));
      } else {
        alerts.seen(handle, known.number(), finding.sentence(), now);
      }
    }
    for (Alerts.Alert over : open.values()) {
      if (now - over.seenAt() >= GONE.toMillis()) {
        alerts.resolve(handle, over.number(), now);
        tell(handle, over, "resolved", now);
        turns.add(new Turn(over, "resolved"));
      }
    }
    return turns;
  }

  private Alerts.Alert raise(Handle handle, Finding finding, String acted, long now) {
    Alerts.Alert alert =
        new Alerts.Alert(
            alerts.nextNumber(handle),
            finding.rule().word(),
            finding.subject(),
            finding.severity().word(),
            finding.sentence(),
            now,
            now,
            null,
            null,
            null,
            null,
            acted);
    alerts.add(handle, alert);
    tell(handle, alert, "firing", now);
    return alert;
  }

  /// Somebody who silenced it is not told.
  private void tell(Handle handle, Alerts.Alert alert, String state, long now) {
    if (alert.silenced(now)) {
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "alert." + state);
    body.put("environment", environment.key());
    body.put("at", now);
    body.put("alert", alert);
    for (AlertChannels.Channel channel : channels.list(handle)) {
      if (!channel.wantsAlerts()) {
        continue;
      }
      channels.post(
          handle,
          new AlertChannels.Message(
              UUID.randomUUID().toString(), channel.id(), now, now, 0, "", Json.write(body)));
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
