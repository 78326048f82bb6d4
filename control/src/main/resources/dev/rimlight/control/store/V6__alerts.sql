-- What needs somebody. Of one rule and subject at most one is open at a time.
create table alert (
  environment_key text not null references environment (environment_key),
  alert_number bigint not null,
  rule_word text not null,
  subject text not null,
  severity text not null,
  sentence text not null,
  opened_at bigint not null,
  seen_at bigint not null,
  acknowledged_at bigint,
  acknowledged_by text,
  silenced_until bigint,
  resolved_at bigint,
  acted text not null,
  primary key (environment_key, alert_number)
);

create index alert_open on alert (environment_key, resolved_at);

-- Who is told. The secret signs what a webhook gets.
create table alert_channel (
  environment_key text not null references environment (environment_key),
  channel_id text not null,
  kind text not null,
  target text not null,
  secret text not null,
  made_at bigint not null,
  made_by text not null,
  primary key (environment_key, channel_id)
);

-- What is still to be told, written in the transaction of what it tells of.
create table alert_message (
  environment_key text not null references environment (environment_key),
  message_id text not null,
  channel_id text not null,
  made_at bigint not null,
  next_at bigint not null,
  attempts bigint not null,
  problem text not null,
  body text not null,
  primary key (environment_key, message_id)
);
