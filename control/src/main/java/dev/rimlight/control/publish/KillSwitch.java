package dev.rimlight.control.publish;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.rejection.Fault;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Kill;
import dev.rimlight.control.store.Kills;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Takes a flag away from everybody, at once, whatever is published; and gives it back.
public final class KillSwitch {
  /// How long an answer waits for the edges; a kill is done when it is kept, whether they answer or
  /// not.
  static final Duration PATIENCE = Duration.ofSeconds(1);

  public static final int REASON_CHARS = 2_000;

  private final Environment environment;
  private final PublisherKey key;
  private final Delivery delivery;

  public KillSwitch(Environment environment, PublisherKey key, Delivery delivery) {
    this.environment = environment;
    this.key = key;
    this.delivery = delivery;
  }

  /// Who kills which flag and why.
  public record Order(String flag, String confirm, String reason, String by) {}

  /// Gives the edges the list as it was before this process started.
  public void resume() {
    Kills.State state = environment.read(environment.kills()::read);
    if (state.revision() > 0) {
      delivery.kills(message(state, 0));
    }
  }

  public KillList kill(Order order) {
    requireFlag(order.flag());
    if (!order.confirm().equals(order.flag())) {
      String message = "confirm == \"%s\", must be \"%s\"".formatted(order.confirm(), order.flag());
      throw new Rejected(Rejection.CONFIRMATION_DIFFERS, message)
          .withFaults(List.of(new Fault("/confirm", message)));
    }
    Kill kill = new Kill(order.flag(), environment.now(), order.by(), order.reason());
    return change(
        handle -> environment.kills().add(handle, kill),
        new ChangeLog.Entry(
            kill.at(),
            order.by(),
            Change.What.KILL,
            "kill",
            order.flag(),
            "Killed flag "
                + order.flag()
                + (order.reason().isEmpty() ? "" : ": " + order.reason())));
  }

  /// Taking back the kill of a flag that is not killed changes nothing.
  public KillList unkill(String flag, String by) {
    long now = environment.now();
    if (!environment.read(environment.kills()::read).names(flag)) {
      requireFlag(flag);
    }
    return change(
        handle -> environment.kills().remove(handle, flag, now),
        new ChangeLog.Entry(
            now, by, Change.What.UNKILL, "unkill", flag, "Took back the kill of flag " + flag));
  }

  /// A change of the list inside a transaction; false when the list was so already.
  private interface Edit {
    boolean apply(Handle handle);
  }

  private KillList change(Edit edit, ChangeLog.Entry entry) {
    Kills.State state =
        environment.commit(handle -> {
          Optional<Change> logged =
              edit.apply(handle)
                  ? Optional.of(environment.log().append(handle, entry))
                  : Optional.empty();
          return new Environment.Committed<>(environment.kills().read(handle), logged);
        });
    if (state.revision() > 0) {
      delivery.kills(message(state, System.nanoTime()));
      delivery.awaitKills(state.revision(), PATIENCE);
    }
    return list();
  }

  /// A flag that is only published, or only drafted, can be killed too.
  private void requireFlag(String flag) {
    boolean known =
        environment.read(handle ->
            environment.documents().find(handle, Noun.FLAG, flag).isPresent()
                || environment.documents().findPublished(handle, Noun.FLAG, flag).isPresent());
    if (!known) {
      throw DraftEditor.notFound(Noun.FLAG, flag);
    }
  }

  public KillList list() {
    Kills.State state = environment.read(environment.kills()::read);
    return new KillList(
        state.revision(),
        state.kills().stream()
            .map(kill ->
                new KillList.Entry(
                    kill.flag(),
                    kill.at(),
                    kill.by(),
                    kill.reason().isEmpty() ? null : kill.reason()))
            .toList(),
        delivery.ofKills());
  }

  private Channel.Message message(Kills.State state, long madeNanos) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("environment", environment.key());
    payload.put("killRevision", state.revision());
    payload.put("at", state.at());
    payload.put("off", state.kills());
    byte[] envelope = Envelope.seal(Envelope.Purpose.KILL, Json.writeBytes(payload), key);
    return new Channel.Message(state.revision(), envelope, madeNanos);
  }
}
