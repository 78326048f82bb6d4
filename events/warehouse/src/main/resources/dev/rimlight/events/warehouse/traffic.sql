-- Who was here since then, and what one event came to per unit; bots are out. Of rows with one id the one that was taken
-- first counts.
with visitor as (
  select
    unit,
    min("at") as first_at
  from events
  where kind in ('exposure', 'conversion', 'vital', 'assignment')
    and "at" >= ${since}
    and bot is distinct from true
  group by unit
),
counted as (
  select
    unit,
    event_id,
    arg_min(coalesce(value, 0), journal_seq) as amount
  from events
  where kind = 'conversion'
    and name = ${event}
    and "at" >= ${since}
    and bot is distinct from true
  group by unit, event_id
),
total as (
  select
    unit,
    sum(amount) as amount
  from counted
  group by unit
)
select
  count(*) as units,
  count(total.unit) as converted,
  coalesce(avg(coalesce(total.amount, 0)), 0) as mean,
  coalesce(stddev_samp(coalesce(total.amount, 0)), 0) as spread,
  epoch_ms(min(visitor.first_at)) as first_at
from visitor
left join total on total.unit = visitor.unit
