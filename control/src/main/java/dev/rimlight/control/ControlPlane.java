package dev.rimlight.control;

import dev.rimlight.control.access.Access;
import dev.rimlight.control.access.Keyring;
import dev.rimlight.control.access.People;
import dev.rimlight.control.alert.Alarm;
import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.api.Console;
import dev.rimlight.control.api.ControlServer;
import dev.rimlight.control.publish.Delivery;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.KillSwitch;
import dev.rimlight.control.publish.Previews;
import dev.rimlight.control.publish.Publisher;
import dev.rimlight.control.publish.PublisherKey;
import dev.rimlight.control.publish.Watchers;
import dev.rimlight.control.results.IngestAccount;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A running control plane: its parts in the order in which they start, closed in the opposite one.
final class ControlPlane implements AutoCloseable {
  private final Deque<Runnable> closers = new ArrayDeque<>();
  private final ControlServer server;
  private final Alarm alarm;
  private final Optional<String> madeUpPassword;

  private ControlPlane(Settings settings, InstantSource clock) throws IOException {
    try {
      Files.createDirectories(settings.data());
      Store store = Database.open(settings.database().orElse(null), settings.data());
      closers.push(() -> close(store));
      PublisherKey key = PublisherKey.open(settings.data());
      Keyring keyring = new Keyring(store, settings.environment(), clock);
      Access access =
          new Access(store, settings.environment(), keyring, clock, settings.secrets().token());
      Watchers watchers = new Watchers();
      Environment environment = Environment.open(settings.environment(), store, clock, watchers);
      Delivery delivery = new Delivery(settings.edges(), clock, environment::tellEdgeChanged);
      closers.push(delivery::close);
      Publisher publisher = new Publisher(environment, key, delivery, settings.scripts());
      KillSwitch killSwitch = new KillSwitch(environment, key, delivery);
      ResultsDesk results =
          new ResultsDesk(
              environment,
              settings.warehouse(),
              new IngestAccount(settings.ingest(), settings.secrets().ingestKey()));
      closers.push(results::close);
      Messenger messenger = new Messenger(store, environment, settings.smtp());
      alarm = new Alarm(store, environment, results, publisher, killSwitch, messenger);
      closers.push(alarm::close);
      server =
          ControlServer.start(
              settings.host(),
              settings.port(),
              new ControlServer.Parts(
                  access,
                  new People(store, settings.environment(), clock),
                  keyring,
                  environment,
                  new DraftEditor(environment, settings.scripts()),
                  publisher,
                  killSwitch,
                  new Previews(environment, key, settings.edges()),
                  PublisherKey.trusted(settings.data()),
                  watchers,
                  results,
                  store,
                  messenger,
                  console(settings)));
      closers.push(server::close);
      closers.push(watchers::close);
      madeUpPassword = access.ensureAdmin(settings.secrets().adminPassword());
      killSwitch.resume();
      publisher.resume();
      delivery.start();
      if (store.shared()) {
        closers.push(followOthers(environment, publisher, killSwitch));
      }
      results.start();
      alarm.start();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
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
        case FLAG, EXPERIMENT, ROUTE, PREVIEW, ACCESS, ALERT, EDGE -> {}
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

  Alarm alarm() {
    return alarm;
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
