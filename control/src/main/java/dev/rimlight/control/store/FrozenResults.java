package dev.rimlight.control.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The last word on each run of the experiments of one environment. It is written once.
public final class FrozenResults {
  private final String environment;

  public FrozenResults(String environment) {
    this.environment = environment;
  }

  /// The run of an experiment that began then and was stopped then, as JSON.
  public Optional<String> find(Handle handle, Run run) {
    return handle
        .createQuery(
            """
            select body from frozen_results
            where environment_key = :env and experiment_key = :key and started_at = :started and stopped_at = :stopped
            """)
        .bind("env", environment)
        .bind("key", run.experiment())
        .bind("started", run.startedAt())
        .bind("stopped", run.stoppedAt())
        .mapTo(String.class)
        .findOne();
  }

  /// Whoever comes second changes nothing.
  public void add(Handle handle, Run run, long at, String body) {
    handle
        .createUpdate(
            """
            insert into frozen_results (environment_key, experiment_key, started_at, stopped_at, frozen_at, body)
            values (:env, :key, :started, :stopped, :at, :body)
            on conflict (environment_key, experiment_key, started_at) do nothing
            """)
        .bind("env", environment)
        .bind("key", run.experiment())
        .bind("started", run.startedAt())
        .bind("stopped", run.stoppedAt())
        .bind("at", at)
        .bind("body", body)
        .execute();
  }

  /// An experiment from its start to its stop.
  public record Run(String experiment, long startedAt, long stoppedAt) {}
}
