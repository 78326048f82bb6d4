package dev.rimlight.control.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who may sign in, and who is signed in. Passwords and session tokens are kept as hashes only.
public final class Accounts {
  private Accounts() {}

  public static boolean none(Handle handle) {
    return handle.createQuery("select count(*) from account").mapTo(long.class).one() == 0;
  }

  public static void add(Handle handle, String name, String passwordHash, long at) {
    handle
        .createUpdate(
            "insert into account (account_name, password_hash, created_at) values (:name, :hash, :at)")
        .bind("name", name)
        .bind("hash", passwordHash)
        .bind("at", at)
        .execute();
  }

  public static Optional<String> passwordHash(Handle handle, String name) {
    return handle
        .createQuery("select password_hash from account where account_name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  /// Opens a session and forgets those that are over.
  public static void openSession(Handle handle, String tokenHash, String name, Lifetime lifetime) {
    handle
        .createUpdate("delete from login_session where expires_at <= :now")
        .bind("now", lifetime.from())
        .execute();
    handle
        .createUpdate(
            "insert into login_session (token_hash, account_name, expires_at) values (:hash, :name, :until)")
        .bind("hash", tokenHash)
        .bind("name", name)
        .bind("until", lifetime.until())
        .execute();
  }

  /// From when until when a session holds.
  public record Lifetime(long from, long until) {}

  /// An open session.
  public record Session(String name, long expiresAt) {}

  public static Optional<Session> session(Handle handle, String tokenHash, long now) {
    return handle
        .createQuery(
            "select account_name, expires_at from login_session where token_hash = :hash and expires_at > :now")
        .bind("hash", tokenHash)
        .bind("now", now)
        .map((row, _) -> new Session(row.getString("account_name"), row.getLong("expires_at")))
        .findOne();
  }

  public static void closeSession(Handle handle, String tokenHash) {
    handle
        .createUpdate("delete from login_session where token_hash = :hash")
        .bind("hash", tokenHash)
        .execute();
  }
}
