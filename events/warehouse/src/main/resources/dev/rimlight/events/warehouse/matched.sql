-- What the units of an experiment did, as far as any of its metrics asks: read from the files once, with the columns
-- that filters look at.
create temp table matched as
select
  unit.unit,
  unit.first_at,
  events.event_id,
  events."at",
  events.seq,
  events.journal_seq,
  events.kind,
  events.name,
  events.value${filtered}
from unit
join events on ${event_key} = unit.unit_name
where (${sources})
  and events."at" < ${until}${end}
  and events."at" >= unit.first_at - ${past}
  and events.bot is distinct from true
  and unit.only_variant is not null
