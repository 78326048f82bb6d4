-- Of the units that took all earlier steps of a funnel: when they first took the next one, not before the last.
create temp table ${table} as
select
  before.unit,
  min(counted.counted_at) as taken_at
from ${before} as before
join ${counted} as counted on counted.unit = before.unit
where counted.counted_at >= before.taken_at
group by before.unit
