package dev.rimlight.control.api;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.Watchers;
import dev.rimlight.control.store.Change;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Writes changes to one client as server-sent events until it leaves or is dropped.
final class ChangeStream {
  static final Duration PING = Duration.ofSeconds(15);

  /// A client that missed more than this starts afresh.
  static final int REPLAYED = 1_000;

  private static final byte[] COMMENT = ": rimlight\n\n".getBytes(StandardCharsets.UTF_8);

  private ChangeStream() {}

  static void run(
      Environment environment, Watchers watchers, OptionalLong seen, ServerResponse response) {
    try (Watchers.Watcher watcher = watchers.watch()) {
      response.header("Content-Type", "text/event-stream");
      response.header("X-Accel-Buffering", "no");
      try (OutputStream out = response.outputStream()) {
        out.write(COMMENT);
        out.flush();
        replay(environment, seen, out);
        follow(watcher, out);
      }
    } catch (IOException | UncheckedIOException | ServerConnectionException _) {
      // the client left: that is how every stream ends
    } catch (InterruptedException _) {
      // dropped because it did not keep up, or because the server stops; the thread ends with its
      // request
    }
  }

  private static void replay(Environment environment, OptionalLong seen, OutputStream out)
      throws IOException {
    if (seen.isPresent()) {
      for (Change change : environment.changesAfter(seen.getAsLong(), REPLAYED)) {
        write(change, out);
      }
    }
  }

  private static void follow(Watchers.Watcher watcher, OutputStream out)
      throws IOException, InterruptedException {
    while (watcher.open()) {
      Optional<Change> change = watcher.next(PING);
      if (change.isPresent()) {
        write(change.get(), out);
      } else {
        out.write(COMMENT);
        out.flush();
      }
    }
  }

  /// What edges do is not in the log, so it does not move the id from which a client resumes.
  private static void write(Change change, OutputStream out) throws IOException {
    String id = change.what() == Change.What.EDGE ? "" : "id: " + change.seq() + "\n";
    out.write(
        (id + "data: " + Json.write(shown(change)) + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Map<String, Object> shown(Change change) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("seq", change.seq());
    shown.put("at", change.at());
    shown.put("by", change.by());
    shown.put("what", change.what().name().toLowerCase(Locale.ROOT));
    shown.put("key", change.key());
    return shown;
  }
}
