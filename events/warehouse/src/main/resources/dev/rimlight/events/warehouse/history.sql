-- How the moments grew, per variant and step of time: the row without a metric counts the units first exposed in
-- it, the others say what its conversions added to each metric: units that had not converted before, and the growth
-- of the sum of totals, of their squares and of the units whose total is not 0. Added up to the end of a step they
-- give the moments as of then, over the units that have not crossed over until now. Of rows with the same id the one
-- that was taken first counts.
with counted as (
  select
    exposed.only_variant,
    metric.metric,
    exposed.unit,
    events.event_id,
    arg_min(events."at", events.journal_seq) as counted_at,
    arg_min(coalesce(events.value, 0), events.journal_seq) as amount
  from exposed
  join events on events.unit = exposed.unit
  join metric on metric.event = events.name
  cross join step
  where events.kind = 'conversion'
    and events."at" >= exposed.first_at
    and events."at" < step.until
    and events.bot is distinct from true
    and exposed.only_variant is not null
  group by exposed.only_variant, metric.metric, exposed.unit, events.event_id
),
added as (
  select
    only_variant,
    metric,
    unit,
    cast(floor(epoch_ms(counted_at) / step.millis) as bigint) as step_index,
    sum(amount) as amount
  from counted
  cross join step
  group by only_variant, metric, unit, step_index
),
totals as (
  select
    only_variant,
    metric,
    unit,
    step_index,
    sum(amount) over (
      partition by metric, unit order by step_index rows between unbounded preceding and current row
    ) as total
  from added
),
growth as (
  select
    only_variant,
    metric,
    step_index,
    total,
    lag(total) over (partition by metric, unit order by step_index) as total_before
  from totals
)
select
  only_variant,
  cast(null as varchar) as metric,
  cast(floor(epoch_ms(first_at) / step.millis) as bigint) as step_index,
  count(*) as units,
  cast(0 as double) as total,
  cast(0 as double) as squares,
  0 as non_zero
from exposed
cross join step
where only_variant is not null and first_at < step.until
group by only_variant, step_index
union all
select
  only_variant,
  metric,
  step_index,
  count(*) filter (where total_before is null) as units,
  sum(total - coalesce(total_before, 0)) as total,
  sum(total * total - coalesce(total_before * total_before, 0)) as squares,
  count(*) filter (where total <> 0) - count(*) filter (where total_before <> 0) as non_zero
from growth
group by only_variant, metric, step_index
order by step_index
