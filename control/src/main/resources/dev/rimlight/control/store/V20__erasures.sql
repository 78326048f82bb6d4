-- What was asked of whom when a unit was to be forgotten. The unit itself is not kept: its hash needs the publisher's key.
create table erasure_receipt (
  environment_key text not null,
  receipt_id text not null,
  unit_hash text not null,
  asked_at bigint not null,
  asked_by text not null,
  stores text not null,
  primary key (environment_key, receipt_id)
);
