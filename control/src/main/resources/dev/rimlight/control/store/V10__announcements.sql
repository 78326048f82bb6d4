-- What a channel is told of: alerts, changes, or all. Up to which change the channels were told.
alter table alert_channel add column wants text not null default 'alerts';
alter table environment add column announced_seq bigint not null default -1;
