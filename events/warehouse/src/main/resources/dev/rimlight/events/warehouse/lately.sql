-- What happened in a window of time, as far as it is asked for; bots are out.
create temp table lately as
select
  events.kind,
  events.name,
  events.unit,
  events.event_id,
  events.value,
  events."at",
  events.seq,
  events.journal_seq,
  coalesce(events.weight, 1) as weight,
  events.degraded
from events${among}
where events."at" >= ${from}
  and events."at" < ${until}
  and events.bot is distinct from true${only}
