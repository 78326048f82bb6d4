-- Per part and variant: a quantile of the events' values (type 7 of Hyndman and Fan), the order statistics that bound
-- it at 95 %, and how the units' numbers of events, at or below it and at all, move together: units are clusters.
with valued as (
  select
    ${part} as part,
    unit.only_variant,
    unit.unit,
    counted.amount,
    row_number() over (partition by ${part}, unit.only_variant order by counted.amount) - 1 as place,
    count(*) over (partition by ${part}, unit.only_variant) as events
  from ${counted} as counted
  join unit on unit.unit = counted.unit
  where counted.counted_at >= unit.first_at + ${delay} and counted.counted_at < ${end}${matured}
),
bound as (
  select
    *,
    1.959963984540054 * sqrt(${level} * (1 - ${level}) / events) as reach
  from valued
),
placed as (
  select
    part,
    only_variant,
    any_value(events) as events,
    sum(amount * greatest(0, 1 - abs(place - ${level} * (events - 1)))) as value,
    sum(amount * greatest(0, 1 - abs(place - greatest(0, ${level} - reach) * (events - 1)))) as low,
    sum(amount * greatest(0, 1 - abs(place - least(1, ${level} + reach) * (events - 1)))) as high
  from bound
  group by part, only_variant
),
clustered as (
  select
    valued.part,
    valued.only_variant,
    valued.unit,
    cast(count(*) filter (where valued.amount <= placed.value) as double) as below,
    cast(count(*) as double) as of_unit
  from valued
  join placed on placed.part = valued.part and placed.only_variant = valued.only_variant
  group by valued.part, valued.only_variant, valued.unit
)
select
  clustered.part,
  clustered.only_variant,
  any_value(placed.events) as events,
  any_value(placed.value) as value,
  any_value(placed.low) as low,
  any_value(placed.high) as high,
  count(*) as units,
  favg(below) as below,
  favg(of_unit) as of_unit,
  coalesce(var_samp(below), 0) as bb,
  coalesce(covar_samp(of_unit, below), 0) as nb,
  coalesce(var_samp(of_unit), 0) as nn
from clustered
join placed on placed.part = clustered.part and placed.only_variant = clustered.only_variant
group by clustered.part, clustered.only_variant
order by clustered.part, clustered.only_variant
