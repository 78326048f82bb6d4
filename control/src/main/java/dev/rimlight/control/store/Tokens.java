package dev.rimlight.control.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The keys of programs, by the hashes of their secrets.
public final class Tokens {
  private static final String COLUMNS =
      "token_id, token_name, environment_key, role_word, made_at, made_by, expires_at, revoked_at, used_at";

  private Tokens() {}

  /// What is known of a token; its secret is not.
  ///
  /// @param environment `*` for every environment
  /// @param usedAt to the minute
  public record Token(
      String id,
      String name,
      String environment,
      String role,
      long madeAt,
      String madeBy,
      @Nullable Long expiresAt,
      @Nullable Long revokedAt,
      @Nullable Long usedAt) {}

  public static void add(Handle handle, Token token, String hash) {
    handle
        .createUpdate(
            """
            insert into service_token
              (token_id, token_name, token_hash, environment_key, role_word, made_at, made_by, expires_at)
            values (:id, :name, :hash, :env, :role, :at, :by, :until)
            """)
        .bind("id", token.id())
        .bind("name", token.name())
        .bind("hash", hash)
        .bind("env", token.environment())
        .bind("role", token.role())
        .bind("at", token.madeAt())
        .bind("by", token.madeBy())
        .bind("until", token.expiresAt())
        .execute();
  }

  public static List<Token> list(Handle handle) {
    return handle
        .createQuery("select " + COLUMNS + " from service_token order by made_at, token_id")
        .map((row, _) -> token(row))
        .list();
  }

  public static Optional<Token> find(Handle handle, String id) {
    return handle
        .createQuery("select " + COLUMNS + " from service_token where token_id = :id")
        .bind("id", id)
        .map((row, _) -> token(row))
        .findOne();
  }

  /// One that holds now.
  public static Optional<Token> valid(Handle handle, String hash, long now) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from service_token where token_hash = :hash"
                + " and revoked_at is null and (expires_at is null or expires_at > :now)")
        .bind("hash", hash)
        .bind("now", now)
        .map((row, _) -> token(row))
        .findOne();
  }

  public static void used(Handle handle, String id, long at) {
    handle
        .createUpdate("update service_token set used_at = :at where token_id = :id")
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /// False when there is none, or it is revoked already.
  public static boolean revoke(Handle handle, String id, long at) {
    return 1
        == handle
            .createUpdate(
                "update service_token set revoked_at = :at where token_id = :id and revoked_at is null")
            .bind("at", at)
            .bind("id", id)
            .execute();
  }

  /// From now on another secret opens.
  public static void rotate(Handle handle, String id, String hash) {
    handle
        .createUpdate("update service_token set token_hash = :hash where token_id = :id")
        .bind("hash", hash)
        .bind("id", id)
        .execute();
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString("token_id"),
        row.getString("token_name"),
        row.getString("environment_key"),
        row.getString("role_word"),
        row.getLong("made_at"),
        row.getString("made_by"),
        time(row, "expires_at"),
        time(row, "revoked_at"),
        time(row, "used_at"));
  }

  private static @Nullable Long time(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }
}
