-- Which visitors a person was, by their code; made only when the origin said so, signed.
create table if not exists identity_link (
  person text not null,
  visitor text not null,
  linked_at integer not null,
  primary key (person, visitor)
) without rowid;

-- The first assignment of a person in an experiment, for their other devices.
create table if not exists assignment (
  unit text not null,
  experiment text not null,
  variant text not null,
  version integer not null,
  first_at integer not null,
  primary key (unit, experiment, version)
) without rowid;

-- Large segments: which units are in, until when; 0 for ever.
create table if not exists segment_member (
  unit text not null,
  segment text not null,
  expires_at integer not null default 0,
  primary key (unit, segment)
) without rowid;
