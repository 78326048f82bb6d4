-- The events that count for a metric, each once: of rows with one id the one that was taken first counts, of a
-- vital that has grown the latest report. A unit's own past, before its first exposure, is there too.
create temp table ${table} as
select
  unit.unit,
  ${time} as counted_at,
  ${amount} as amount
from unit
join events on ${event_key} = unit.unit
where events.kind = ${kind}${named}
  and events."at" < ${until}
  and events."at" >= unit.first_at - ${past}
  and events.bot is distinct from true
  and unit.only_variant is not null${filter}
group by unit.unit, events.event_id
