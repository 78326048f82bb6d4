package dev.rimlight.control.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who is told of alerts and changes, and what is still to be told.
public final class AlertChannels {
  private final String environment;

  public AlertChannels(String environment) {
    this.environment = environment;
  }

  /// Who is told, and how.
  ///
  /// @param kind webhook, slack or email
  /// @param target an address of the web, or of a mailbox
  /// @param wants alerts, changes or all
  /// @param secret signs what a webhook gets
  public record Channel(
      String id,
      String kind,
      String target,
      String wants,
      String secret,
      long madeAt,
      String madeBy) {
    public boolean wantsAlerts() {
      return !wants.equals("changes");
    }

    public boolean wantsChanges() {
      return !wants.equals("alerts");
    }
  }

  /// Something that one of them is still to be told.
  ///
  /// @param problem why the last attempt failed
  public record Message(
      String id,
      String channel,
      long madeAt,
      long nextAt,
      long attempts,
      String problem,
      String body) {}

  public void add(Handle handle, Channel channel) {
    handle
        .createUpdate(
            """
            insert into alert_channel (environment_key, channel_id, kind, target, wants, secret, made_at, made_by)
            values (:env, :id, :kind, :target, :wants, :secret, :at, :by)
            """)
        .bind("env", environment)
        .bind("id", channel.id())
        .bind("kind", channel.kind())
        .bind("target", channel.target())
        .bind("wants", channel.wants())
        .bind("secret", channel.secret())
        .bind("at", channel.madeAt())
        .bind("by", channel.madeBy())
        .execute();
  }

  public List<Channel> list(Handle handle) {
    return handle
        .createQuery(
            "select channel_id, kind, target, wants, secret, made_at, made_by from alert_channel"
                + " where environment_key = :env order by made_at, channel_id")
        .bind("env", environment)
        .map((row, _) ->
            new Channel(
                row.getString("channel_id"),
                row.getString("kind"),
                row.getString("target"),
                row.getString("wants"),
                row.getString("secret"),
                row.getLong("made_at"),
                row.getString("made_by")))
        .list();
  }

  /// The last change of which channels were told; negative before the first.
  public long announced(Handle handle) {
    return handle
        .createQuery("select announced_seq from environment where environment_key = :env")
        .bind("env", environment)
        .mapTo(long.class)
        .one();
  }

  public void announced(Handle handle, long seq) {
    handle
        .createUpdate("update environment set announced_seq = :seq where environment_key = :env")
        .bind("seq", seq)
        .bind("env", environment)
        .execute();
  }

  public Optional<Channel> find(Handle handle, String id) {
    return list(handle).stream().filter(channel -> channel.id().equals(id)).findFirst();
  }

  /// With what it was still to be told. False when there is none.
  public boolean remove(Handle handle, String id) {
    handle
        .createUpdate("delete from alert_message where environment_key = :env and channel_id = :id")
        .bind("env", environment)
        .bind("id", id)
        .execute();
    return 1
        == handle
            .createUpdate(
                "delete from alert_channel where environment_key = :env and channel_id = :id")
            .bind("env", environment)
            .bind("id", id)
            .execute();
  }

  public void post(Handle handle, Message message) {
    handle
        .createUpdate(
            """
            insert into alert_message (environment_key, message_id, channel_id, made_at, next_at, attempts, problem, body)
            values (:env, :id, :channel, :made, :next, 0, '', :body)
            """)
        .bind("env", environment)
        .bind("id", message.id())
        .bind("channel", message.channel())
        .bind("made", message.madeAt())
        .bind("next", message.nextAt())
        .bind("body", message.body())
        .execute();
  }

  public List<Message> due(Handle handle, long now, int limit) {
    return handle
        .createQuery(
            "select message_id, channel_id, made_at, next_at, attempts, problem, body from alert_message"
                + " where environment_key = :env and next_at <= :now order by made_at, message_id limit :limit")
        .bind("env", environment)
        .bind("now", now)
        .bind("limit", limit)
        .map((row, _) -> message(row))
        .list();
  }

  /// How many are not told yet.
  public int waiting(Handle handle) {
    return handle
        .createQuery("select count(*) from alert_message where environment_key = :env")
        .bind("env", environment)
        .mapTo(int.class)
        .one();
  }

  public void failed(Handle handle, Message message, String problem, long nextAt) {
    handle
        .createUpdate(
            "update alert_message set attempts = attempts + 1, problem = :problem, next_at = :next"
                + " where environment_key = :env and message_id = :id")
        .bind("problem", problem)
        .bind("next", nextAt)
        .bind("env", environment)
        .bind("id", message.id())
        .execute();
  }

  public void done(Handle handle, String message) {
    handle
        .createUpdate("delete from alert_message where environment_key = :env and message_id = :id")
        .bind("env", environment)
        .bind("id", message)
        .execute();
  }

  private static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getString("message_id"),
        row.getString("channel_id"),
        row.getLong("made_at"),
        row.getLong("next_at"),
        row.getLong("attempts"),
        row.getString("problem"),
        row.getString("body"));
  }
}
