-- The columns of a part: the fields of spec/event.schema.json, when we received it, and its place in
-- the journal. Times are UTC.
create table part (
  event_id varchar not null,
  kind varchar not null,
  "at" timestamp not null,
  received_at timestamp not null,
  unit varchar not null,
  experiment varchar,
  variant varchar,
  revision bigint,
  name varchar,
  value double,
  route varchar,
  country varchar,
  device varchar,
  bot boolean,
  source varchar,
  isolate varchar not null,
  seq bigint not null,
  journal_seq bigint not null
)
