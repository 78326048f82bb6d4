-- Every unit of an experiment, by its first exposure since the start; bots are out. A unit that saw
-- more than one variant has crossed over: it has no variant.
create temp table exposed as
select
  unit,
  case when count(distinct variant) = 1 then min(variant) end as only_variant,
  min("at") as first_at,
  max("at") as last_at
from events
where kind = 'exposure'
  and experiment = ?
  and "at" >= make_timestamp_ms(?)
  and bot is distinct from true
group by unit
