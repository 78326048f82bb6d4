-- Web vitals of exposed units at or after their first exposure: milliseconds, CLS a score. A vital that has
-- grown is reported again under the same id: the latest report counts.
with report as (
  select
    events.name,
    exposed.only_variant,
    events.value,
    row_number() over (
      partition by events.unit, events.event_id
      order by events."at" desc, events.seq desc, events.journal_seq desc
    ) as from_latest
  from exposed
  join events on events.unit = exposed.unit
  where events.kind = 'vital'
    and events."at" >= exposed.first_at
    and events.value is not null
    and events.bot is distinct from true
    and exposed.only_variant is not null
)
select
  name,
  only_variant,
  count(*) as measurements,
  quantile_cont(value, 0.5) as p50,
  quantile_cont(value, 0.75) as p75,
  quantile_cont(value, 0.95) as p95
from report
where from_latest = 1
group by name, only_variant
order by name, only_variant
