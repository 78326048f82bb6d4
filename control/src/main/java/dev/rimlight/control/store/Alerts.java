package dev.rimlight.control.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What needs somebody, in one environment.
public final class Alerts {
  private static final String COLUMNS =
      "alert_number, rule_word, subject, severity, sentence, opened_at, seen_at, acknowledged_at,"
          + " acknowledged_by, silenced_until, resolved_at, acted";

  private final String environment;

  public Alerts(String environment) {
    this.environment = environment;
  }

  /// One alert from when it began to when it was over.
  ///
  /// @param rule what was looked at, as `guardrail`
  /// @param subject whom it is about, as `experiment wording`
  /// @param severity warning or critical
  /// @param acted what was done about it by itself; empty for nothing
  public record Alert(
      long number,
      String rule,
      String subject,
      String severity,
      String sentence,
      long openedAt,
      long seenAt,
      @Nullable Long acknowledgedAt,
      @Nullable String acknowledgedBy,
      @Nullable Long silencedUntil,
      @Nullable Long resolvedAt,
      String acted) {
    public boolean silenced(long now) {
      return silencedUntil != null && silencedUntil > now;
    }
  }

  public List<Alert> open(Handle handle) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from alert where environment_key = :env and resolved_at is null order by alert_number")
        .bind("env", environment)
        .map((row, _) -> alert(row))
        .list();
  }

  public int countOpen(Handle handle, String rule) {
    return handle
        .createQuery(
            "select count(*) from alert where environment_key = :env and rule_word = :rule and resolved_at is null")
        .bind("env", environment)
        .bind("rule", rule)
        .mapTo(int.class)
        .one();
  }

  /// Newest first.
  public List<Alert> latest(Handle handle, long before, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from alert where environment_key = :env and alert_number < :before"
                + " order by alert_number desc limit :limit")
        .bind("env", environment)
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) -> alert(row))
        .list();
  }

  public Optional<Alert> find(Handle handle, long number) {
    return latest(handle, number + 1, 1).stream()
        .filter(alert -> alert.number() == number)
        .findFirst();
  }

  public long nextNumber(Handle handle) {
    return handle
        .createQuery(
            "select coalesce(max(alert_number), 0) + 1 from alert where environment_key = :env")
        .bind("env", environment)
        .mapTo(long.class)
        .one();
  }

  public void add(Handle handle, Alert alert) {
    handle
        .createUpdate(
            """
            insert into alert (environment_key, alert_number, rule_word, subject, severity, sentence, opened_at, seen_at, acted)
            values (:env, :number, :rule, :subject, :severity, :sentence, :opened, :seen, :acted)
            """)
        .bind("env", environment)
        .bind("number", alert.number())
        .bind("rule", alert.rule())
        .bind("subject", alert.subject())
        .bind("severity", alert.severity())
        .bind("sentence", alert.sentence())
        .bind("opened", alert.openedAt())
        .bind("seen", alert.seenAt())
        .bind("acted", alert.acted())
        .execute();
  }

  public void seen(Handle handle, long number, String sentence, long at) {
    handle
        .createUpdate(
            "update alert set sentence = :sentence, seen_at = :at"
                + " where environment_key = :env and alert_number = :number")
        .bind("sentence", sentence)
        .bind("at", at)
        .bind("env", environment)
        .bind("number", number)
        .execute();
  }

  public void resolve(Handle handle, long number, long at) {
    set(handle, number, "resolved_at", at);
  }

  /// Null ends the silence.
  public void silence(Handle handle, long number, @Nullable Long until) {
    set(handle, number, "silenced_until", until);
  }

  private void set(Handle handle, long number, String column, @Nullable Long at) {
    handle
        .createUpdate(
            "update alert set %s = :at where environment_key = :env and alert_number = :number"
                .formatted(column))
        .bind("at", at)
        .bind("env", environment)
        .bind("number", number)
        .execute();
  }

  public void acknowledge(Handle handle, long number, String by, long at) {
    handle
        .createUpdate(
            "update alert set acknowledged_at = :at, acknowledged_by = :by"
                + " where environment_key = :env and alert_number = :number and acknowledged_at is null")
        .bind("at", at)
        .bind("by", by)
        .bind("env", environment)
        .bind("number", number)
        .execute();
  }

  private static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getLong("alert_number"),
        row.getString("rule_word"),
        row.getString("subject"),
        row.getString("severity"),
        row.getString("sentence"),
        row.getLong("opened_at"),
        row.getLong("seen_at"),
        time(row, "acknowledged_at"),
        row.getString("acknowledged_by"),
        time(row, "silenced_until"),
        time(row, "resolved_at"),
        row.getString("acted"));
  }

  private static @Nullable Long time(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }
}
