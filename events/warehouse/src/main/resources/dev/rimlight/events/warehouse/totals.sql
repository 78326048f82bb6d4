-- Per variant and metric: the units that converted at or after their first exposure, and the moments of
-- their totals. Units without a conversion have total 0 and are not here; the reader adds them. An id that
-- was sent again after the ingest had forgotten it is a second row: the one that was taken first counts.
with counted as (
  select
    exposed.only_variant,
    metric.metric,
    exposed.unit,
    events.event_id,
    arg_min(coalesce(events.value, 0), events.journal_seq) as amount
  from exposed
  join events on events.unit = exposed.unit
  join metric on metric.event = events.name
  where events.kind = 'conversion'
    and events."at" >= exposed.first_at
    and events.bot is distinct from true
    and exposed.only_variant is not null
  group by exposed.only_variant, metric.metric, exposed.unit, events.event_id
),
unit_totals as (
  select only_variant, metric, unit, sum(amount) as total
  from counted
  group by only_variant, metric, unit
)
select
  only_variant,
  metric,
  count(*) as units,
  avg(total) as mean,
  var_pop(total) * count(*) as m2,
  count(*) filter (where total <> 0) as non_zero
from unit_totals
group by only_variant, metric
