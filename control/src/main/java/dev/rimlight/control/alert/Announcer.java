package dev.rimlight.control.alert;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.store.AlertChannels;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Announces what was logged: each change becomes a message for each channel that wants changes, in
/// the order of the log, once, whatever stops in between.
final class Announcer {
  private static final int AT_ONCE = 100;

  private final Store store;
  private final Environment environment;
  private final AlertChannels channels;
  private final ChangeLog log;

  Announcer(Store store, Environment environment) {
    this.store = store;
    this.environment = environment;
    this.channels = new AlertChannels(environment.key());
    this.log = new ChangeLog(environment.key());
  }

  void announce() {
    boolean behind = store.read(handle -> channels.announced(handle) != log.last(handle));
    if (behind) {
      store.write(handle -> {
        announce(handle);
        return true;
      });
    }
  }

  /// Who subscribes hears of what comes then, not of what was.
  private void announce(Handle handle) {
    List<AlertChannels.Channel> wanting =
        channels.list(handle).stream().filter(AlertChannels.Channel::wantsChanges).toList();
    long from = channels.announced(handle);
    if (wanting.isEmpty() || from < 0) {
      channels.announced(handle, log.last(handle));
      return;
    }
    for (Change change : log.after(handle, from, AT_ONCE)) {
      String body = Json.write(body(change));
      for (AlertChannels.Channel channel : wanting) {
        long now = environment.now();
        channels.post(
            handle,
            new AlertChannels.Message(
                "%019d-%s".formatted(change.seq(), UUID.randomUUID()),
                channel.id(),
                now,
                now,
                0,
                "",
                body));
      }
      channels.announced(handle, change.seq());
    }
  }

  private Map<String, Object> body(Change change) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("seq", change.seq());
    shown.put("by", change.by());
    shown.put("action", change.action());
    shown.put("key", change.key());
    shown.put("sentence", change.sentence());
    if (!change.detail().isEmpty()) {
      shown.put("differences", Json.readList(change.detail()));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "change." + change.action());
    body.put("environment", environment.key());
    body.put("at", change.at());
    body.put("text", "[%s] %s: %s".formatted(environment.key(), change.by(), change.sentence()));
    body.put("change", shown);
    return body;
  }
}
