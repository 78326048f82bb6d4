-- What was said of a run when it had ended and its last events had arrived: it stays, whatever happens to the events.
create table frozen_results (
  environment_key text not null references environment (environment_key),
  experiment_key text not null,
  started_at bigint not null,
  stopped_at bigint not null,
  frozen_at bigint not null,
  body text not null,
  primary key (environment_key, experiment_key, started_at)
);
