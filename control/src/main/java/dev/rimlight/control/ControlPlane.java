package dev.rimlight.control;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.access.Keyring;
import dev.rimlight.control.access.Pace;
import dev.rimlight.control.access.People;
import dev.rimlight.control.alert.Alarm;
import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.api.Console;
import dev.rimlight.control.api.ControlServer;
import dev.rimlight.control.erasure.ErasureDesk;
import dev.rimlight.control.erasure.IngestErasure;
import dev.rimlight.control.oidc.OidcSignIn;
import dev.rimlight.control.publish.Delivery;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.Governance;
import dev.rimlight.control.publish.KillSwitch;
import dev.rimlight.control.publish.Previews;
import dev.rimlight.control.publish.Publisher;
import dev.rimlight.control.publish.PublisherKey;
import dev.rimlight.control.publish.SamplePages;
import dev.rimlight.control.publish.Schedule;
import dev.rimlight.control.publish.Watchers;
import dev.rimlight.control.results.IngestAccount;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.review.Reviewer;
import dev.rimlight.control.store.Store;
import dev.rimlight.control.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A running control plane: its parts in the order in which they start, closed in the opposite one.
final class ControlPlane implements AutoCloseable {
  private final Deque<Runnable> closers = new ArrayDeque<>();
  private final ControlServer server;
  private final Alarm alarm;
  private final Schedule schedule;
  private final Optional<String> madeUpPassword;

  private ControlPlane(Settings settings, InstantSource clock) throws IOException {
    try {
      Files.createDirectories(settings.data());
      Telemetry telemetry = Telemetry.of(settings.operating().tracing());
      closers.push(telemetry::close);
      Store store =
          Database.open(
              settings.database().orElse(null),
              settings.data(),
              settings.secrets().databasePassword());
      closers.push(() -> close(store));
      store.time(telemetry::transaction);
      PublisherKey key = PublisherKey.open(settings.data());
      List<String> keys = settings.keys();
      Keyring keyring = new Keyring(store, keys, clock);
      List<Governed> environments = new ArrayList<>();
      for (Settings.OfEnvironment each : settings.environments()) {
        environments.add(govern(each, settings, new Shared(store, key, clock, telemetry)));
      }
      Access access = new Access(store, keys, keyring, clock, settings.secrets().token());
      server =
          ControlServer.start(
              settings.host(),
              settings.port(),
              new ControlServer.Parts(
                  access,
                  new People(store, keys, clock),
                  keyring,
                  store,
                  clock,
                  new Pace(settings.requestsPerSecond()),
                  environments.stream().map(Governed::served).toList(),
                  PublisherKey.trusted(settings.data()),
                  console(settings),
                  telemetry,
                  settings.operating().openMetrics(),
                  settings.oidc().map(oidc -> new OidcSignIn(oidc, clock))));
      closers.push(server::close);
      environments.forEach(each -> closers.push(each.served.watchers()::close));
      madeUpPassword = access.ensureAdmin(settings.secrets().adminPassword());
      alarm = environments.getFirst().alarm;
      schedule = environments.getFirst().schedule;
      environments.forEach(each -> start(each, store));
      closers.push(() -> server.retire(settings.operating().rest()));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private record Shared(Store store, PublisherKey key, InstantSource clock, Telemetry telemetry) {}

  /// What one environment consists of.
  private record Governed(
      ControlServer.OfEnvironment served, Delivery delivery, Alarm alarm, Schedule schedule) {}

  private Governed govern(Settings.OfEnvironment of, Settings settings, Shared shared) {
    Watchers watchers = new Watchers();
    Environment environment =
        Environment.open(of.key(), shared.store, shared.clock, watchers, shared.telemetry);
    environment.telemetry().gauge("watchers", "Clients that watch for changes.", watchers::count);
    Delivery delivery =
        new Delivery(
            of.edges(),
            of.kv(),
            shared.clock,
            environment::tellEdgeChanged,
            environment.telemetry());
    closers.push(delivery::close);
    Governance governance = new Governance(environment);
    Publisher publisher =
        new Publisher(environment, shared.key, delivery, settings.scripts(), governance);
    KillSwitch killSwitch = new KillSwitch(environment, shared.key, delivery);
    ResultsDesk results =
        new ResultsDesk(
            environment,
            settings.warehouse(),
            new IngestAccount(of.ingest(), settings.secrets().ingestKey()));
    closers.push(results::close);
    Messenger messenger = new Messenger(shared.store, environment, settings.smtp());
    Alarm alarm =
        new Alarm(shared.store, environment, results, publisher, killSwitch, messenger, governance);
    closers.push(alarm::close);
    Schedule schedule = new Schedule(shared.store, environment, governance, publisher);
    closers.push(schedule::close);
    return new Governed(
        new ControlServer.OfEnvironment(
            environment,
            new DraftEditor(environment, settings.scripts()),
            publisher,
            killSwitch,
            new Previews(environment, shared.key, of.edges()),
            watchers,
            results,
            messenger,
            new Reviewer(environment, settings.scripts(), results),
            governance,
            new SamplePages(of.edges()),
            new ErasureDesk(
                shared.store,
                environment,
                shared.key,
                new IngestErasure(of.ingest(), settings.secrets().ingestKey()))),
        delivery,
        alarm,
        schedule);
  }

  private void start(Governed of, Store store) {
    ControlServer.OfEnvironment served = of.served;
    served.killSwitch().resume();
    served.publisher().resume();
    of.delivery.start();
    if (store.shared()) {
      closers.push(followOthers(served.environment(), served.publisher(), served.killSwitch()));
    }
    served.results().start();
    of.alarm.start();
    of.schedule.start();
  }

  static ControlPlane start(Settings settings, InstantSource clock) throws IOException {
    return new ControlPlane(settings, clock);
  }

  /// What another control plane on the same database does, this one's clients and edges hear too.
  private static Runnable followOthers(
      Environment environment, Publisher publisher, KillSwitch killSwitch) {
    return environment.follow(change -> {
      switch (change.what()) {
        case PUBLISH -> publisher.resume();
        case KILL, UNKILL -> killSwitch.resume();
        case FLAG,
            EXPERIMENT,
            ROUTE,
            SEGMENT,
            LAYER,
            HOLDOUT,
            METRIC,
            PREVIEW,
            POLICY,
            ACCESS,
            ALERT,
            EDGE -> {}
      }
    });
  }

  private static void close(Store store) {
    try {
      store.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Console console(Settings settings) throws IOException {
    return settings.console().isPresent() ? Console.read(settings.console().get()) : Console.NONE;
  }

  /// Of the first environment.
  Alarm alarm() {
    return alarm;
  }

  Schedule schedule() {
    return schedule;
  }

  int port() {
    return server.port();
  }

  /// The password that was made up for the first account, known only now.
  Optional<String> madeUpPassword() {
    return madeUpPassword;
  }

  /// Lets the watchers go first, so that the server need not wait for them; the store closes last.
  @Override
  public synchronized void close() {
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
  }
}
