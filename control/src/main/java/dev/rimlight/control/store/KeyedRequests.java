package dev.rimlight.control.store;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What was answered to requests that carry a key.
public final class KeyedRequests {
  /// How long an answer is kept.
  public static final Duration KEPT = Duration.ofDays(1);

  private KeyedRequests() {}

  /// Who sent which key, and a hash of all else that the request said.
  public record Name(String sender, String key, String fingerprint) {}

  /// What was answered.
  ///
  /// @param status 0 while it is still being done
  /// @param headers JSON
  /// @param body JSON, or nothing
  public record Kept(String fingerprint, long at, int status, String headers, String body) {
    public boolean done() {
      return status != 0;
    }
  }

  public static Optional<Kept> find(Handle handle, Name name) {
    return handle
        .createQuery(
            """
            select fingerprint, made_at, status, headers, body from keyed_request
            where sender = :sender and request_key = :key
            """)
        .bind("sender", name.sender())
        .bind("key", name.key())
        .map((row, _) ->
            new Kept(
                row.getString("fingerprint"),
                row.getLong("made_at"),
                row.getInt("status"),
                row.getString("headers"),
                row.getString("body")))
        .findOne();
  }

  /// Says that the request is being done from now on, and forgets old ones.
  public static void claim(Handle handle, Name name, long now) {
    handle
        .createUpdate("delete from keyed_request where made_at < :old")
        .bind("old", now - KEPT.toMillis())
        .execute();
    forget(handle, name);
    put(handle, name, new Kept(name.fingerprint(), now, 0, "", ""));
  }

  public static void put(Handle handle, Name name, Kept kept) {
    forget(handle, name);
    handle
        .createUpdate(
            """
            insert into keyed_request (sender, request_key, fingerprint, made_at, status, headers, body)
            values (:sender, :key, :fingerprint, :at, :status, :headers, :body)
            """)
        .bind("sender", name.sender())
        .bind("key", name.key())
        .bind("fingerprint", kept.fingerprint())
        .bind("at", kept.at())
        .bind("status", kept.status())
        .bind("headers", kept.headers())
        .bind("body", kept.body())
        .execute();
  }

  /// As if it had never been sent.
  public static void forget(Handle handle, Name name) {
    handle
        .createUpdate("delete from keyed_request where sender = :sender and request_key = :key")
        .bind("sender", name.sender())
        .bind("key", name.key())
        .execute();
  }
}
