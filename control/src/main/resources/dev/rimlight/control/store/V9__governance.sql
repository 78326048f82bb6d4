-- Who has to agree before something is published, and when nothing is: JSON. Without a row nobody has to.
create table environment_policy (
  environment_key text not null references environment (environment_key),
  version bigint not null,
  body text not null,
  updated_at bigint not null,
  updated_by text not null,
  primary key (environment_key)
);

-- A wish to publish the drafts as they were: their versions are JSON by name. Who may not publish needs
-- somebody who may.
create table publication_request (
  environment_key text not null references environment (environment_key),
  request_number bigint not null,
  made_at bigint not null,
  made_by text not null,
  remark text not null,
  publish_at bigint,
  least_approvals integer not null,
  drafts text not null,
  ended_at bigint,
  ended_by text,
  revision_number bigint,
  primary key (environment_key, request_number)
);

create table approval (
  environment_key text not null,
  request_number bigint not null,
  approved_by text not null,
  approved_at bigint not null,
  remark text not null,
  primary key (environment_key, request_number, approved_by),
  foreign key (environment_key, request_number) references publication_request (environment_key, request_number)
);
