-- Every version that a document ever had, so that any of them can be looked at, compared and taken back.
create table document_version (
  environment_key text not null references environment (environment_key),
  noun text not null,
  doc_key text not null,
  version bigint not null,
  body text not null,
  updated_at bigint not null,
  updated_by text not null,
  primary key (environment_key, noun, doc_key, version)
);

insert into document_version (environment_key, noun, doc_key, version, body, updated_at, updated_by)
select environment_key, noun, doc_key, version, body, updated_at, updated_by from document where deleted = 0;

-- What people say to each other about a document.
create table remark (
  environment_key text not null references environment (environment_key),
  noun text not null,
  doc_key text not null,
  seq bigint not null,
  made_at bigint not null,
  made_by text not null,
  body text not null,
  primary key (environment_key, noun, doc_key, seq)
);

-- What exactly changed, and a hash over this row and the hash of the one before: none of the rows can be changed or
-- taken away unnoticed. Rows from before have no hash, and come first.
alter table change_log add column detail text not null default '';
alter table change_log add column hash text not null default '';
