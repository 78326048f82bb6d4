package dev.rimlight.events.ingest;

import dev.rimlight.events.warehouse.Layout;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A running ingest: HTTP in front, the journal in the middle, Parquet behind.
final class Ingest implements AutoCloseable {
  /// Under the data folder, one folder of [Layout] for all environments.
  static final String WAREHOUSE = "warehouse";

  private final FileChannel lock;
  private final Journal journal;
  private final GroupCommit groupCommit;
  private final Loader loader;
  private final WebServer server;

  /// @param port 0 for any free one
  record Settings(
      String host, int port, Path data, String environment, IngestKey key, Duration flushPause) {}

  private Ingest(
      FileChannel lock,
      Journal journal,
      GroupCommit groupCommit,
      Loader loader,
      WebServer server) {
    this.lock = lock;
    this.journal = journal;
    this.groupCommit = groupCommit;
    this.loader = loader;
    this.server = server;
  }

  static Ingest start(Settings settings, InstantSource clock)
      throws IOException, SQLException, CannotStart {
    Layout layout = new Layout(settings.data().resolve(WAREHOUSE), settings.environment());
    FileChannel lock = lock(settings.data());
    unpackDriverInto(settings.data().resolve("tmp"));
    Journal journal = Journal.open(settings.data().resolve("journal.sqlite"));
    GroupCommit groupCommit = new GroupCommit(journal, clock);
    Loader loader = new Loader(journal, layout, clock, settings.flushPause());
    IngestApi api = new IngestApi(settings.key(), journal, groupCommit);
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .routing(api::route)
            .build();
    Ingest ingest = new Ingest(lock, journal, groupCommit, loader, server);
    ingest.listen(settings);
    return ingest;
  }

  /// Two ingests on one journal would both number the events.
  private static FileChannel lock(Path data) throws IOException, CannotStart {
    Files.createDirectories(data);
    FileChannel channel =
        FileChannel.open(
            data.resolve("ingest.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new CannotStart("data folder " + data + " is in use by another ingest");
    }
    return channel;
  }

  /// The SQLite driver unpacks its library and removes it at a normal exit only: what a killed ingest left
  /// goes here, and nothing piles up in the system's folder.
  private static void unpackDriverInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    System.setProperty("org.sqlite.tmpdir", folder.toString());
  }

  private void listen(Settings settings) throws CannotStart {
    try {
      server.start();
    } catch (RuntimeException e) {
      close();
      throw new CannotStart(
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + rootMessage(e));
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
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
      journal.close();
      lock.close();
    } catch (InterruptedException | SQLException | IOException e) {
      throw new IllegalStateException("ingest did not close", e);
    }
  }
}
