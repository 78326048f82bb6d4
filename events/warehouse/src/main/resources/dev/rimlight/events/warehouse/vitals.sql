-- Web vitals of exposed units at or after their first exposure: milliseconds, CLS a score.
select
  events.name,
  exposed.only_variant,
  count(*) as measurements,
  quantile_cont(events.value, 0.5) as p50,
  quantile_cont(events.value, 0.75) as p75,
  quantile_cont(events.value, 0.95) as p95
from exposed
join events on events.unit = exposed.unit
where events.kind = 'vital'
  and events."at" >= exposed.first_at
  and events.value is not null
  and events.bot is distinct from true
  and exposed.only_variant is not null
group by events.name, exposed.only_variant
order by events.name, exposed.only_variant
