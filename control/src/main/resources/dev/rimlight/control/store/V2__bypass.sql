-- 1 while everything is off: edges pass all requests through.
alter table environment add column bypassed integer not null default 0;
