package dev.rimlight.events.ingest;

import dev.rimlight.events.warehouse.Layout;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/// A running ingest: HTTP in front, the journal in the middle, Parquet behind.
final class Ingest implements AutoCloseable {
  /// Under the data folder, one folder of [Layout] for all environments.
  static final String WAREHOUSE = "warehouse";

  private final FileChannel lock;
  private final Journal journal;
  private final GroupCommit groupCommit;
  private final Loader loader;
  private final Meters meters;
  private final WebServer server;

  /// @param port 0 for any free one
  /// @param keepDays how long a day stays after it has ended; forever when absent
  record Settings(
      String host,
      int port,
      Path data,
      String environment,
      IngestKey key,
      Duration flushPause,
      Optional<Integer> keepDays) {}

  private Ingest(
      FileChannel lock,
      Journal journal,
      GroupCommit groupCommit,
      Loader loader,
      Meters meters,
      WebServer server) {
    this.lock = lock;
    this.journal = journal;
    this.groupCommit = groupCommit;
    this.loader = loader;
    this.meters = meters;
    this.server = server;
  }

  static Ingest start(Settings settings, InstantSource clock)
      throws IOException, SQLException, CannotStart {
    Layout layout = new Layout(settings.data().resolve(WAREHOUSE), settings.environment());
    requireFree(new InetSocketAddress(settings.host(), settings.port()));
    FileChannel lock = lock(settings.data());
    unpackDriverInto(settings.data().resolve("tmp"));
    Journal journal = Journal.open(settings.data().resolve("journal.sqlite"));
    Meters meters = new Meters(journal, clock.instant());
    GroupCommit groupCommit = new GroupCommit(journal, clock, meters);
    Loader loader =
        new Loader(journal, layout, clock, settings.flushPause(), settings.keepDays(), meters);
    DeadLetterApi deadLetters = new DeadLetterApi(settings.key(), journal, clock);
    ErasureApi erasures = new ErasureApi(settings.key(), journal, clock);
    IngestApi events = new IngestApi(settings.key(), journal, groupCommit, meters, clock);
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            // An answer is several writes; without this the last waits 40 ms for an ACK.
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .contentEncoding(new UntouchedBodies())
            .routing(routing -> {
              deadLetters.route(routing);
              erasures.route(routing);
              events.route(routing);
            })
            .build();
    Ingest ingest = new Ingest(lock, journal, groupCommit, loader, meters, server.start());
    if (!server.isRunning()) {
      ingest.close();
      throw new CannotStart("cannot listen on " + settings.host() + ":" + settings.port());
    }
    return ingest;
  }

  /// Two ingests on one journal would both number the events.
  private static FileChannel lock(Path data) throws IOException, CannotStart {
    Files.createDirectories(data);
    FileChannel channel =
        FileChannel.open(
            data.resolve("ingest.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new CannotStart("data folder " + data + " is in use by another ingest");
    }
    return channel;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // the other ingest is in this process
    }
  }

  /// The SQLite driver unpacks its library and removes it at a normal exit only: what a killed
  /// ingest left goes here, and nothing piles up in the system's folder.
  private static void unpackDriverInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    System.setProperty("org.sqlite.tmpdir", folder.toString());
  }

  /// Helidon only logs when it cannot listen, so the address is tried before anything else is
  /// started.
  private static void requireFree(InetSocketAddress address) throws CannotStart {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw new CannotStart(
          "cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage());
    }
  }

  int port() {
    return server.port();
  }

  /// Answers what was asked, commits it, loads it into Parquet, and ends.
  @Override
  public void close() {
    server.stop();
    try {
      groupCommit.finish();
      loader.finish();
      meters.close();
      journal.close();
      lock.close();
    } catch (InterruptedException | SQLException | IOException e) {
      throw new IllegalStateException("ingest did not close", e);
    }
  }
}
