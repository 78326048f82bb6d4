package dev.rimlight.control.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who may sign in, what they may do, and who is signed in. Passwords and session tokens are kept
/// as hashes only.
public final class Accounts {
  /// Stands for every environment.
  public static final String EVERYWHERE = "*";

  private Accounts() {}

  public static boolean none(Handle handle) {
    return handle.createQuery("select count(*) from account").mapTo(long.class).one() == 0;
  }

  /// False, and nothing done, when there is one of this name.
  public static boolean add(Handle handle, String name, String passwordHash, long at) {
    return 1
        == handle
            .createUpdate(
                "insert into account (account_name, password_hash, created_at) values (:name, :hash, :at)"
                    + " on conflict (account_name) do nothing")
            .bind("name", name)
            .bind("hash", passwordHash)
            .bind("at", at)
            .execute();
  }

  public static boolean exists(Handle handle, String name) {
    return handle
            .createQuery("select count(*) from account where account_name = :name")
            .bind("name", name)
            .mapTo(long.class)
            .one()
        > 0;
  }

  /// Who somebody is at an OpenID provider.
  public record Identity(String issuer, String subject) {}

  /// The name of the account that belongs to an identity.
  public static Optional<String> vouched(Handle handle, Identity identity) {
    return handle
        .createQuery(
            "select account_name from vouched_account where issuer = :issuer and subject = :subject")
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .mapTo(String.class)
        .findOne();
  }

  /// An account without a password.
  public static void addVouched(Handle handle, String name, Identity identity, long at) {
    if (!add(handle, name, "", at)) {
      throw new IllegalStateException("account " + name + " exists already");
    }
    handle
        .createUpdate(
            "insert into vouched_account (issuer, subject, account_name) values (:issuer, :subject, :name)")
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .bind("name", name)
        .execute();
  }

  /// None for an account that no password opens.
  public static Optional<String> passwordHash(Handle handle, String name) {
    return handle
        .createQuery(
            "select password_hash from account where account_name = :name and password_hash <> ''")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  public static void setPassword(Handle handle, String name, String passwordHash) {
    handle
        .createUpdate("update account set password_hash = :hash where account_name = :name")
        .bind("hash", passwordHash)
        .bind("name", name)
        .execute();
  }

  /// An account with its role in one environment, or everywhere.
  ///
  /// @param environment none, as there is no role, for somebody whom a provider vouches for and
  ///   whose groups have none
  /// @param issuer the provider who vouches; none for who has a password
  public record Member(
      String name,
      @Nullable String environment,
      @Nullable String role,
      long createdAt,
      @Nullable String issuer) {}

  public static List<Member> members(Handle handle) {
    return handle
        .createQuery(
            """
            select account.account_name, environment_key, role_word, created_at, issuer
            from account
            left join account_role on account_role.account_name = account.account_name
            left join vouched_account on vouched_account.account_name = account.account_name
            order by account.account_name, environment_key
            """)
        .map((row, _) ->
            new Member(
                row.getString("account_name"),
                row.getString("environment_key"),
                row.getString("role_word"),
                row.getLong("created_at"),
                row.getString("issuer")))
        .list();
  }

  /// A role, and where it holds.
  public record Held(String environment, String role) {}

  public static List<Held> roles(Handle handle, String name) {
    return handle
        .createQuery(
            "select environment_key, role_word from account_role where account_name = :name")
        .bind("name", name)
        .map((row, _) -> new Held(row.getString("environment_key"), row.getString("role_word")))
        .list();
  }

  public static void setRole(Handle handle, String name, String environment, String role) {
    handle
        .createUpdate(
            "insert into account_role (account_name, environment_key, role_word) values (:name, :env, :role)"
                + " on conflict (account_name, environment_key) do update set role_word = excluded.role_word")
        .bind("name", name)
        .bind("env", environment)
        .bind("role", role)
        .execute();
  }

  /// In place of all that it had.
  public static void setRoles(Handle handle, String name, List<Held> roles) {
    handle
        .createUpdate("delete from account_role where account_name = :name")
        .bind("name", name)
        .execute();
    roles.forEach(held -> setRole(handle, name, held.environment(), held.role()));
  }

  /// With its roles and sessions.
  public static void remove(Handle handle, String name) {
    for (String table : List.of("login_session", "account_role", "vouched_account", "account")) {
      handle
          .createUpdate("delete from " + table + " where account_name = :name")
          .bind("name", name)
          .execute();
    }
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

  public static void closeSessions(Handle handle, String name) {
    handle
        .createUpdate("delete from login_session where account_name = :name")
        .bind("name", name)
        .execute();
  }
}
