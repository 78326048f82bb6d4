package dev.rimlight.control.api;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.KeyedRequests;
import dev.rimlight.control.store.Store;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Does a request that carries an `Idempotency-Key` once: sent again, it is answered as it was. A
/// request that was refused may be sent again with the same key.
final class Repeats {
  static final HeaderName KEY = HeaderNames.create("Idempotency-Key");
  static final String REPLAYED = "Idempotency-Replayed";

  /// One that takes longer was cut short, and is done anew.
  static final Duration LONGEST = Duration.ofMinutes(1);

  private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

  private final Store store;
  private final InstantSource clock;

  Repeats(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  Answer once(Call call, Supplier<Answer> operation) {
    Optional<String> key = call.header(KEY);
    if (key.isEmpty() || call.principal() instanceof Principal.Anyone || !call.changes()) {
      return operation.get();
    }
    if (!FORM.matcher(key.get()).matches()) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "Idempotency-Key has %d characters, must be 1 to 128 of ASCII without blanks"
              .formatted(key.get().length()));
    }
    KeyedRequests.Name name = new KeyedRequests.Name(call.by(), key.get(), call.fingerprint());
    Optional<Answer> before = claim(name);
    if (before.isPresent()) {
      return before.get();
    }
    try {
      Answer answer = operation.get();
      keep(name, answer);
      return answer;
    } catch (RuntimeException e) {
      store.write(handle -> {
        KeyedRequests.forget(handle, name);
        return true;
      });
      throw e;
    }
  }

  private Optional<Answer> claim(KeyedRequests.Name name) {
    long now = clock.millis();
    return store.write(handle -> {
      Optional<KeyedRequests.Kept> kept =
          KeyedRequests.find(handle, name)
              .filter(found -> now - found.at() < KeyedRequests.KEPT.toMillis())
              .filter(found -> found.done() || now - found.at() < LONGEST.toMillis());
      if (kept.isEmpty()) {
        KeyedRequests.claim(handle, name, now);
      }
      return kept.map(found -> again(name, found));
    });
  }

  private static Answer again(KeyedRequests.Name name, KeyedRequests.Kept kept) {
    if (!kept.fingerprint().equals(name.fingerprint())) {
      throw new Rejected(
          Rejection.KEY_REUSED,
          "Idempotency-Key == %s came with another request before, must be new"
              .formatted(name.key()));
    }
    if (!kept.done()) {
      throw new Rejected(Rejection.IN_PROGRESS, "the same request is still being done")
          .withHeader("Retry-After", "1");
    }
    Map<String, String> headers = new TreeMap<>();
    Json.readStored(kept.headers())
        .forEach((header, value) -> headers.put(header, String.valueOf(value)));
    headers.put(REPLAYED, "true");
    return kept.body().isEmpty()
        ? new Answer.Nothing(headers)
        : new Answer.Value(kept.status(), Json.readStored(kept.body()), headers);
  }

  /// A secret is shown once and kept nowhere.
  private void keep(KeyedRequests.Name name, Answer answer) {
    Optional<KeyedRequests.Kept> kept =
        switch (answer) {
          case Answer.Value(int status, Object value, Map<String, String> headers) ->
              Optional.of(kept(name, status, headers, Json.write(withoutSecret(value))));
          case Answer.Nothing(Map<String, String> headers) ->
              Optional.of(kept(name, 204, headers, ""));
          case Answer.Text _,
              Answer.Redirect _,
              Answer.Written _,
              Answer.Download _,
              Answer.Sealed _,
              Answer.Stream _ ->
              Optional.empty();
        };
    store.write(handle -> {
      kept.ifPresentOrElse(
          found -> KeyedRequests.put(handle, name, found),
          () -> KeyedRequests.forget(handle, name));
      return true;
    });
  }

  private static Object withoutSecret(Object value) {
    if (!(value instanceof Map<?, ?> fields) || !fields.containsKey("secret")) {
      return value;
    }
    Map<Object, Object> rest = new LinkedHashMap<>(fields);
    rest.remove("secret");
    return rest;
  }

  private KeyedRequests.Kept kept(
      KeyedRequests.Name name, int status, Map<String, String> headers, String body) {
    return new KeyedRequests.Kept(
        name.fingerprint(), clock.millis(), status, Json.write(new TreeMap<>(headers)), body);
  }
}
