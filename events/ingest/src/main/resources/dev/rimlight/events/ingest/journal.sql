-- The journal of one ingest: what was acknowledged, until it is in Parquet and its window has passed.
create table if not exists event (
  seq integer primary key,
  event_id text not null unique,
  received_at integer not null,
  line text not null
);

-- Every place in every isolate's numbering that ever arrived, also with a duplicate or a rejected line:
-- it tells a retransmission from a second report of the same thing, and what is missing is lost.
create table if not exists received (
  isolate text not null,
  seq integer not null,
  primary key (isolate, seq)
) without rowid;

create table if not exists isolate (
  isolate text primary key,
  highest_seq integer not null,
  received integer not null,
  last_at integer not null
) without rowid;

-- One row: what happened so far, and how far it is in Parquet. A range is planned before it is written,
-- so that a load cut short is repeated under the same names.
create table if not exists total (
  only_row integer primary key check (only_row = 1),
  accepted integer not null,
  duplicate integer not null,
  retransmitted integer not null,
  rejected integer not null,
  journal_seq integer not null,
  planned_seq integer not null,
  loaded_seq integer not null
);

insert into total values (1, 0, 0, 0, 0, 0, 0, 0) on conflict do nothing;
