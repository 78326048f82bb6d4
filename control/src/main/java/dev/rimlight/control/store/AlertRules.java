package dev.rimlight.control.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rules that people wrote for one environment, and what was found when they were looked at.
public final class AlertRules {
  private final String environment;

  public AlertRules(String environment) {
    this.environment = environment;
  }

  /// A rule.
  ///
  /// @param body the rule as JSON
  /// @param madeBy who wrote this version
  public record Kept(
      String key, long version, String body, long madeAt, String madeBy, Looked looked) {}

  /// What the last look at a rule found.
  ///
  /// @param since when it began to hold; null while it does not
  /// @param at when the look was; null before the first
  /// @param measured the number; null when there was nothing to measure
  /// @param problem why it could not be measured; empty when it could
  public record Looked(
      @Nullable Long since, @Nullable Long at, @Nullable Double measured, String problem) {
    public static final Looked NEVER = new Looked(null, null, null, "");
  }

  public List<Kept> list(Handle handle) {
    return handle
        .createQuery(
            "select rule_key, version, body, made_at, made_by, holds_since, looked_at, measured, problem"
                + " from alert_rule where environment_key = :env order by rule_key")
        .bind("env", environment)
        .map((row, _) -> kept(row))
        .list();
  }

  public Optional<Kept> find(Handle handle, String key) {
    return list(handle).stream().filter(kept -> kept.key().equals(key)).findFirst();
  }

  /// Instead of an earlier version of it, if there is one: what that one found is forgotten.
  public void put(Handle handle, Kept kept) {
    remove(handle, kept.key());
    handle
        .createUpdate(
            """
            insert into alert_rule (environment_key, rule_key, version, body, made_at, made_by, problem)
            values (:env, :key, :version, :body, :at, :by, '')
            """)
        .bind("env", environment)
        .bind("key", kept.key())
        .bind("version", kept.version())
        .bind("body", kept.body())
        .bind("at", kept.madeAt())
        .bind("by", kept.madeBy())
        .execute();
  }

  public void remove(Handle handle, String key) {
    handle
        .createUpdate("delete from alert_rule where environment_key = :env and rule_key = :key")
        .bind("env", environment)
        .bind("key", key)
        .execute();
  }

  /// Keeps what was found, unless the rule was changed meanwhile.
  public void looked(Handle handle, Kept kept, Looked looked) {
    handle
        .createUpdate(
            "update alert_rule set holds_since = :since, looked_at = :at, measured = :measured,"
                + " problem = :problem where environment_key = :env and rule_key = :key"
                + " and version = :version and made_at = :made")
        .bind("since", looked.since())
        .bind("at", looked.at())
        .bind("measured", looked.measured())
        .bind("problem", looked.problem())
        .bind("env", environment)
        .bind("key", kept.key())
        .bind("version", kept.version())
        .bind("made", kept.madeAt())
        .execute();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    double measured = row.getDouble("measured");
    boolean nothing = row.wasNull();
    return new Kept(
        row.getString("rule_key"),
        row.getLong("version"),
        row.getString("body"),
        row.getLong("made_at"),
        row.getString("made_by"),
        new Looked(
            time(row, "holds_since"),
            time(row, "looked_at"),
            nothing ? null : (Double) measured,
            row.getString("problem")));
  }

  private static @Nullable Long time(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }
}
