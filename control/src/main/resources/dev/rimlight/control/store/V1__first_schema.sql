-- Portable between SQLite and PostgreSQL: text for ids and JSON, bigint for times (Unix milliseconds) and
-- sequence numbers that the program assigns, integer 0/1 for booleans, no keyword as a name.

create table account (
  account_name text primary key,
  password_hash text not null,
  created_at bigint not null
);

create table login_session (
  token_hash text primary key,
  account_name text not null references account (account_name),
  expires_at bigint not null
);

create table environment (
  environment_key text primary key,
  created_at bigint not null,
  kill_revision bigint not null,
  killed_at bigint not null
);

-- A deleted document stays as a row, so that its version goes on when it is made again.
create table document (
  environment_key text not null references environment (environment_key),
  noun text not null,
  doc_key text not null,
  version bigint not null,
  body text not null,
  deleted integer not null,
  updated_at bigint not null,
  updated_by text not null,
  started_at bigint,
  stopped_at bigint,
  primary key (environment_key, noun, doc_key)
);

-- The documents of the newest revision.
create table published_document (
  environment_key text not null references environment (environment_key),
  noun text not null,
  doc_key text not null,
  version bigint not null,
  body text not null,
  primary key (environment_key, noun, doc_key)
);

-- The envelope is base64 of the signed bytes that go to the edges.
create table revision (
  environment_key text not null references environment (environment_key),
  revision_number bigint not null,
  envelope text not null,
  size_bytes bigint not null,
  published_at bigint not null,
  published_by text not null,
  remark text not null,
  primary key (environment_key, revision_number)
);

create table kill (
  environment_key text not null references environment (environment_key),
  flag_key text not null,
  killed_at bigint not null,
  killed_by text not null,
  reason text not null,
  primary key (environment_key, flag_key)
);

-- Audit and outbox in one: a row is written in the transaction of its change, and watchers are told from it.
create table change_log (
  environment_key text not null references environment (environment_key),
  seq bigint not null,
  happened_at bigint not null,
  account_name text not null,
  what text not null,
  action text not null,
  doc_key text not null,
  sentence text not null,
  primary key (environment_key, seq)
);
