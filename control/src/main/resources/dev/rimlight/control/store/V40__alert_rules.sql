-- Rules that people write: what is to be told of. Of the last look: since when a rule has held, when it was, what was
-- measured, and why that could not be done.
create table alert_rule (
  environment_key text not null references environment (environment_key),
  rule_key text not null,
  version bigint not null,
  body text not null,
  made_at bigint not null,
  made_by text not null,
  holds_since bigint,
  looked_at bigint,
  measured double precision,
  problem text not null,
  primary key (environment_key, rule_key)
);
