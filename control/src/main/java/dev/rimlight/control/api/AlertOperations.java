package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.AlertChannels;
import dev.rimlight.control.store.Alerts;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Store;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Alerts and those who are told of them.
final class AlertOperations {
  static final int MOST_ALERTS = 200;
  static final int TARGET_CHARS = 500;
  static final int MOST_CHANNELS = 50;
  static final long LONGEST_SILENCE_HOURS = 24 * 30;

  private static final String BASE = "/v1/environments/{environment}";
  private static final Pattern MAILBOX = Pattern.compile("[^@\\s<>\",;]+@[^@\\s<>\",;]+");
  private static final int SECRET_BYTES = 32;

  private final Store store;
  private final Environment environment;
  private final Messenger messenger;
  private final Alerts alerts;
  private final AlertChannels channels;
  private final SecureRandom random = new SecureRandom();

  AlertOperations(Store store, Environment environment, Messenger messenger) {
    this.store = store;
    this.environment = environment;
    this.messenger = messenger;
    this.alerts = new Alerts(environment.key());
    this.channels = new AlertChannels(environment.key());
  }

  List<Operation> all() {
    String alert = BASE + "/alerts/{number}";
    return List.of(
        Operation.of(Role.VIEWER, "GET", BASE + "/alerts", this::list),
        Operation.of(Role.EDITOR, "PUT", alert + "/acknowledgement", this::acknowledge),
        Operation.of(Role.EDITOR, "PUT", alert + "/silence", this::silence),
        Operation.of(Role.EDITOR, "DELETE", alert + "/silence", this::endSilence),
        Operation.of(Role.VIEWER, "GET", BASE + "/alert-channels", _ -> channels()),
        Operation.of(Role.ADMIN, "POST", BASE + "/alert-channels", this::addChannel),
        Operation.of(Role.ADMIN, "DELETE", BASE + "/alert-channels/{id}", this::removeChannel),
        Operation.of(Role.ADMIN, "POST", BASE + "/alert-channels/{id}/test", this::test));
  }

  private Answer list(Call call) {
    long before = call.whole("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    int limit = (int) call.whole("limit", 1, MOST_ALERTS).orElse(MOST_ALERTS);
    boolean open = call.flag("open");
    List<Alerts.Alert> found =
        environment.read(
            handle -> open ? alerts.open(handle) : alerts.latest(handle, before, limit));
    return new Answer.Value(Map.of("alerts", found.stream().map(this::shown).toList()));
  }

  private Map<String, Object> shown(Alerts.Alert alert) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("number", alert.number());
    shown.put("state", state(alert));
    shown.put("rule", alert.rule());
    shown.put("subject", alert.subject());
    shown.put("severity", alert.severity());
    shown.put("sentence", alert.sentence());
    shown.put("openedAt", alert.openedAt());
    shown.put("seenAt", alert.seenAt());
    if (alert.acknowledgedAt() != null && alert.acknowledgedBy() != null) {
      shown.put("acknowledgedAt", alert.acknowledgedAt());
      shown.put("acknowledgedBy", alert.acknowledgedBy());
    }
    if (alert.silencedUntil() != null) {
      shown.put("silencedUntil", alert.silencedUntil());
    }
    if (alert.resolvedAt() != null) {
      shown.put("resolvedAt", alert.resolvedAt());
    }
    if (!alert.acted().isEmpty()) {
      shown.put("acted", alert.acted());
    }
    return shown;
  }

  private String state(Alerts.Alert alert) {
    if (alert.resolvedAt() != null) {
      return "resolved";
    }
    if (alert.silenced(environment.now())) {
      return "silenced";
    }
    return alert.acknowledgedAt() == null ? "firing" : "acknowledged";
  }

  private Answer acknowledge(Call call) {
    long number = call.number("number");
    return changed(
        number,
        call,
        "alert.acknowledge",
        "Acknowledged alert",
        handle -> alerts.acknowledge(handle, number, call.by(), environment.now()));
  }

  private Answer silence(Call call) {
    long number = call.number("number");
    TextFields fields = new TextFields(call.body(), List.of("hours"));
    int hours =
        fields
            .whole("hours", 1, (int) LONGEST_SILENCE_HOURS)
            .orElseThrow(
                () -> new Rejected(Rejection.INVALID_REQUEST, "hours is missing, must be given"));
    long until = environment.now() + hours * 3_600_000L;
    return changed(
        number,
        call,
        "alert.silence",
        "Silenced for %d h alert".formatted(hours),
        handle -> alerts.silence(handle, number, until));
  }

  private Answer endSilence(Call call) {
    long number = call.number("number");
    return changed(
        number,
        call,
        "alert.unsilence",
        "Ended the silence of alert",
        handle -> alerts.silence(handle, number, null));
  }

  private interface Edit {
    void apply(Handle handle);
  }

  private Answer changed(long number, Call call, String action, String sentence, Edit edit) {
    return store.write(handle -> {
      Alerts.Alert alert = alerts.find(handle, number).orElseThrow(() -> missing(number));
      edit.apply(handle);
      new ChangeLog(environment.key())
          .append(
              handle,
              new ChangeLog.Entry(
                  environment.now(),
                  call.by(),
                  Change.What.ALERT,
                  action,
                  Long.toString(number),
                  sentence + " " + number + ": " + alert.sentence()));
      return new Answer.Value(shown(alerts.find(handle, number).orElseThrow()));
    });
  }

  private static Rejected missing(long number) {
    return new Rejected(Rejection.NOT_FOUND, "alert %d does not exist".formatted(number));
  }

  private Answer channels() {
    return new Answer.Value(
        Map.of(
            "channels",
            environment.read(channels::list).stream().map(AlertOperations::shown).toList()));
  }

  private static Map<String, Object> shown(AlertChannels.Channel channel) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", channel.id());
    shown.put("kind", channel.kind());
    shown.put("target", channel.target());
    shown.put("wants", channel.wants());
    shown.put("madeAt", channel.madeAt());
    shown.put("madeBy", channel.madeBy());
    return shown;
  }

  private Answer addChannel(Call call) {
    TextFields fields = new TextFields(call.body(), List.of("kind", "target", "wants"));
    String kind = fields.required("kind", TARGET_CHARS);
    String target = fields.required("target", TARGET_CHARS);
    String wants = fields.optional("wants", TARGET_CHARS).orElse("alerts");
    require(kind, target);
    if (!List.of("alerts", "changes", "all").contains(wants)) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "wants == \"%s\", must be alerts, changes or all".formatted(wants));
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    AlertChannels.Channel channel =
        new AlertChannels.Channel(
            UUID.randomUUID().toString(),
            kind,
            target,
            wants,
            Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
            environment.now(),
            call.by());
    store.write(handle -> {
      if (channels.list(handle).size() >= MOST_CHANNELS) {
        throw new Rejected(
            Rejection.IN_USE, "%d channels are there, must be < %1$d".formatted(MOST_CHANNELS));
      }
      channels.add(handle, channel);
      log(handle, call, "channel.create", channel, "Alerts are told by %s to %s");
      return true;
    });
    Map<String, Object> shown = shown(channel);
    shown.put("secret", channel.secret());
    return new Answer.Value(201, shown, Map.of());
  }

  private static void require(String kind, String target) {
    boolean fits =
        switch (kind) {
          case "webhook", "slack" -> isWeb(target);
          case "email" -> MAILBOX.matcher(target).matches();
          default ->
              throw new Rejected(
                  Rejection.INVALID_REQUEST,
                  "kind == \"%s\", must be webhook, slack or email".formatted(kind));
        };
    if (!fits) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "target == \"%s\", must be %s"
              .formatted(
                  target,
                  kind.equals("email")
                      ? "a mailbox, as ops@example.com"
                      : "an address that begins with http:// or https://"));
    }
  }

  private static boolean isWeb(String target) {
    try {
      URI address = URI.create(target);
      return address.getHost() != null && target.matches("https?://.*");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private Answer removeChannel(Call call) {
    String id = call.parameter("id");
    store.write(handle -> {
      AlertChannels.Channel channel = find(handle, id);
      channels.remove(handle, id);
      log(handle, call, "channel.delete", channel, "Alerts are no longer told by %s to %s");
      return true;
    });
    return new Answer.Nothing(Map.of());
  }

  private AlertChannels.Channel find(Handle handle, String id) {
    return channels
        .find(handle, id)
        .orElseThrow(
            () -> new Rejected(Rejection.NOT_FOUND, "channel %s does not exist".formatted(id)));
  }

  private void log(
      Handle handle, Call call, String action, AlertChannels.Channel channel, String sentence) {
    new ChangeLog(environment.key())
        .append(
            handle,
            new ChangeLog.Entry(
                environment.now(),
                call.by(),
                Change.What.ALERT,
                action,
                channel.id(),
                sentence.formatted(channel.kind(), channel.target())));
  }

  /// Tells the channel something now, and says how it went.
  private Answer test(Call call) {
    AlertChannels.Channel channel = environment.read(handle -> find(handle, call.parameter("id")));
    long now = environment.now();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "test");
    body.put("environment", environment.key());
    body.put("at", now);
    body.put("text", "A test of this channel, asked for by " + call.by() + ".");
    Optional<String> problem =
        messenger.tell(
            channel,
            new AlertChannels.Message(
                UUID.randomUUID().toString(), channel.id(), now, now, 0, "", Json.write(body)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("delivered", problem.isEmpty());
    problem.ifPresent(why -> answer.put("problem", why));
    return new Answer.Value(answer);
  }
}
