package dev.rimlight.control.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// The kill list of one environment, and its number, which grows with every change of it.
public final class Kills {
  private final String environment;

  public Kills(String environment) {
    this.environment = environment;
  }

  /// The list as of one moment.
  ///
  /// @param bypassed everything is off
  public record State(long revision, long at, List<Kill> kills, boolean bypassed) {
    public State {
      kills = List.copyOf(kills);
    }

    public boolean names(String flag) {
      return kills.stream().anyMatch(kill -> kill.flag().equals(flag));
    }
  }

  public State read(Handle handle) {
    return handle
        .createQuery(
            "select kill_revision, killed_at, bypassed from environment where environment_key = :env")
        .bind("env", environment)
        .map((row, _) ->
            new State(
                row.getLong("kill_revision"),
                row.getLong("killed_at"),
                list(handle),
                row.getInt("bypassed") == 1))
        .one();
  }

  private List<Kill> list(Handle handle) {
    return handle
        .createQuery(
            "select flag_key, killed_at, killed_by, reason from kill"
                + " where environment_key = :env order by flag_key")
        .bind("env", environment)
        .map((row, _) ->
            new Kill(
                row.getString("flag_key"),
                row.getLong("killed_at"),
                row.getString("killed_by"),
                row.getString("reason")))
        .list();
  }

  /// False when the flag was killed already.
  public boolean add(Handle handle, Kill kill) {
    int added =
        handle
            .createUpdate(
                """
                insert into kill (environment_key, flag_key, killed_at, killed_by, reason)
                values (:env, :flag, :at, :by, :reason)
                on conflict (environment_key, flag_key) do nothing
                """)
            .bind("env", environment)
            .bind("flag", kill.flag())
            .bind("at", kill.at())
            .bind("by", kill.by())
            .bind("reason", kill.reason())
            .execute();
    return advance(handle, added, kill.at());
  }

  /// False when the flag was not killed.
  public boolean remove(Handle handle, String flag, long at) {
    int removed =
        handle
            .createUpdate("delete from kill where environment_key = :env and flag_key = :flag")
            .bind("env", environment)
            .bind("flag", flag)
            .execute();
    return advance(handle, removed, at);
  }

  /// False when it was so already.
  public boolean bypass(Handle handle, boolean bypassed, long at) {
    int changed =
        handle
            .createUpdate(
                "update environment set bypassed = :bypassed where environment_key = :env and bypassed <> :bypassed")
            .bind("env", environment)
            .bind("bypassed", bypassed ? 1 : 0)
            .execute();
    return advance(handle, changed, at);
  }

  private boolean advance(Handle handle, int changed, long at) {
    if (changed == 0) {
      return false;
    }
    handle
        .createUpdate(
            "update environment set kill_revision = kill_revision + 1, killed_at = :at where environment_key = :env")
        .bind("at", at)
        .bind("env", environment)
        .execute();
    return true;
  }
}
