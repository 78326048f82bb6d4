package dev.rimlight.control.store;

import dev.rimlight.control.document.Json;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The policy of one environment.
public final class Policies {
  private final String environment;

  public Policies(String environment) {
    this.environment = environment;
  }

  /// A policy as it is kept.
  ///
  /// @param version 0 before somebody has set one
  public record Kept(long version, String body, long updatedAt, String updatedBy) {
    static final Kept NONE = new Kept(0, "{}", 0, "");

    public Map<String, Object> tree() {
      return Json.readStored(body);
    }
  }

  public Kept read(Handle handle) {
    return handle
        .createQuery(
            "select version, body, updated_at, updated_by from environment_policy where environment_key = :env")
        .bind("env", environment)
        .map((row, _) ->
            new Kept(
                row.getLong("version"),
                row.getString("body"),
                row.getLong("updated_at"),
                row.getString("updated_by")))
        .findOne()
        .orElse(Kept.NONE);
  }

  public void put(Handle handle, Kept kept) {
    handle
        .createUpdate(
            """
            insert into environment_policy (environment_key, version, body, updated_at, updated_by)
            values (:env, :version, :body, :at, :by)
            on conflict (environment_key) do update set
              version = excluded.version, body = excluded.body,
              updated_at = excluded.updated_at, updated_by = excluded.updated_by
            """)
        .bind("env", environment)
        .bind("version", kept.version())
        .bind("body", kept.body())
        .bind("at", kept.updatedAt())
        .bind("by", kept.updatedBy())
        .execute();
  }
}
