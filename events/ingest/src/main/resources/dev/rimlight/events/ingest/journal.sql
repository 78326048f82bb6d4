-- The journal of one ingest: what was acknowledged, until it is in Parquet and its window has passed.
create table if not exists event (
  seq integer primary key,
  event_id text not null,
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

-- Lines that broke a rule, as they came, until somebody mends or drops them; the same line is kept once.
create table if not exists dead_letter (
  id integer primary key autoincrement,
  received_at integer not null,
  reason text not null,
  bytes integer not null,
  digest blob not null unique,
  line text not null
);

-- One row: how many are held, how large they are together, and how many had to make room for later ones.
create table if not exists dead_letters (
  only_row integer primary key check (only_row = 1),
  held integer not null,
  bytes integer not null,
  dropped integer not null
);

insert into dead_letters values (1, 0, 0, 0) on conflict do nothing;

create trigger if not exists dead_letter_came after insert on dead_letter begin
  update dead_letters set held = held + 1, bytes = bytes + new.bytes;
end;

create trigger if not exists dead_letter_went after delete on dead_letter begin
  update dead_letters set held = held - 1, bytes = bytes - old.bytes;
end;

-- Who was to be forgotten. The unit is named only as long as it is still somewhere; its digest stays, so that a
-- receipt can be found again by who knows the unit.
create table if not exists erasure (
  id integer primary key autoincrement,
  unit text,
  unit_sha256 text not null,
  requested_at integer not null,
  finished_at integer,
  stored_rows integer,
  journal_lines integer,
  dead_letters integer
);

-- What edges did on their own account: a record is never changed. Its hash is over the record before it, its place,
-- when it came and what it says; what it says may be forgotten, the digest of it stays.
create table if not exists audit (
  seq integer primary key,
  received_at integer not null,
  line text,
  line_sha256 blob not null,
  hash blob not null
);

-- One row: how many records there are, and the hash of the last.
create table if not exists audit_head (
  only_row integer primary key check (only_row = 1),
  records integer not null,
  hash blob not null
);

insert into audit_head values (1, 0, zeroblob(32)) on conflict do nothing;
