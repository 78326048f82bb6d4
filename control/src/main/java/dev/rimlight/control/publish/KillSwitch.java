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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;

/// Takes a flag, or everything, away from everybody, at once, whatever is published; and gives it
/// back.
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

  /// Who turns off what and why.
  ///
  /// @param key the flag; the environment when it is everything
  public record Order(String key, String confirm, String reason, String by) {

    void requireConfirmed() {
      if (!confirm.equals(key)) {
        String message = "confirm == \"%s\", must be \"%s\"".formatted(confirm, key);
        throw new Rejected(Rejection.CONFIRMATION_DIFFERS, message)
            .withFaults(List.of(new Fault("/confirm", message)));
      }
    }

    String because() {
      return reason.isEmpty() ? "" : ": " + reason;
    }
  }

  /// Gives the edges the list as it was before this process started.
  public void resume() {
    Kills.State state = environment.read(environment.kills()::read);
    if (state.revision() > 0) {
      delivery.kills(message(state, 0));
    }
  }

  public KillList kill(Order order) {
    requireFlag(order.key());
    order.requireConfirmed();
    Kill kill = new Kill(order.key(), environment.now(), order.by(), order.reason());
    return change(
        handle -> environment.kills().add(handle, kill),
        new ChangeLog.Entry(
            kill.at(),
            order.by(),
            Change.What.KILL,
            "kill",
            order.key(),
            "Killed flag " + order.key() + order.because()));
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

  /// Everything off: edges become plain proxies. Which flags are killed stays as it is.
  public KillList bypass(Order order) {
    order.requireConfirmed();
    return change(
        handle -> environment.kills().bypass(handle, true, environment.now()),
        new ChangeLog.Entry(
            environment.now(),
            order.by(),
            Change.What.KILL,
            "bypass",
            order.key(),
            "Turned everything off: edges bypass" + order.because()));
  }

  /// Ending a bypass that is not there changes nothing.
  public KillList endBypass(String by) {
    return change(
        handle -> environment.kills().bypass(handle, false, environment.now()),
        new ChangeLog.Entry(
            environment.now(),
            by,
            Change.What.UNKILL,
            "unbypass",
            environment.key(),
            "Turned everything on again: edges no longer bypass"));
  }

  /// A change of the list inside a transaction; false when the list was so already.
  private interface Edit {
    boolean apply(Handle handle);
  }

  private KillList change(Edit edit, ChangeLog.Entry entry) {
    AtomicBoolean changed = new AtomicBoolean();
    Kills.State state =
        environment.commit(handle -> {
          Optional<Change> logged =
              edit.apply(handle)
                  ? Optional.of(environment.log().append(handle, entry))
                  : Optional.empty();
          changed.set(logged.isPresent());
          return new Environment.Committed<>(environment.kills().read(handle), logged);
        });
    if (changed.get()) {
      environment.telemetry().killed(entry.action(), entry.key());
    }
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
        global(state),
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

  /// The list as the edges have it; none before the first change.
  public Optional<TaggedEnvelope> newest() {
    Kills.State state = environment.read(environment.kills()::read);
    return state.revision() == 0
        ? Optional.empty()
        : Optional.of(new TaggedEnvelope("k" + state.revision(), seal(state)));
  }

  private Channel.Message message(Kills.State state, long madeNanos) {
    return new Channel.Message(state.revision(), seal(state), madeNanos);
  }

  private static KillList.Global global(Kills.State state) {
    return state.bypassed() ? KillList.Global.BYPASS : KillList.Global.ON;
  }

  /// Ed25519 signs the same bytes in the same way, so every envelope of one revision is the same.
  private byte[] seal(Kills.State state) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("environment", environment.key());
    payload.put("killRevision", state.revision());
    payload.put("at", state.at());
    payload.put("off", state.kills());
    payload.put("global", global(state));
    return Envelope.seal(Envelope.Purpose.KILL, Json.writeBytes(payload), key);
  }
}
