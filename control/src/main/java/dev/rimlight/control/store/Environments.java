package dev.rimlight.control.store;

import org.jdbi.v3.core.Handle;

/// The environments that exist.
public final class Environments {
  private Environments() {}

  public static void ensure(Handle handle, String environment, long at) {
    handle
        .createUpdate(
            """
            insert into environment (environment_key, created_at, kill_revision, killed_at)
            values (:env, :at, 0, :at) on conflict (environment_key) do nothing
            """)
        .bind("env", environment)
        .bind("at", at)
        .execute();
  }
}
