-- The columns of a part: the fields of spec/event.schema.json, when we received it, and its place in
-- the journal. said_at is what the sender's clock said when that was later than the receipt, which then is the
-- "at". Times are UTC. Columns are only added, at the end: parts without them are read by name.
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
  journal_seq bigint not null,
  applied boolean,
  weight double,
  navigation varchar,
  page varchar,
  cache varchar,
  colo varchar,
  degraded varchar,
  consent varchar,
  subject varchar,
  said_at timestamp
)
