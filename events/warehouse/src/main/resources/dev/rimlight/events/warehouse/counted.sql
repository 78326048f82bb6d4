-- The events that count for a metric, each once: of rows with one id the one that was taken first counts, of a
-- vital that has grown the latest report. A unit's own past, before its first exposure, is there too.
create temp table ${table} as
select
  events.unit,
  any_value(events.first_at) as first_at,
  ${time} as counted_at,
  ${amount} as amount
from matched as events
where events.kind = ${kind}${named}
  and events."at" >= events.first_at - ${past}${filter}
group by events.unit, events.event_id
