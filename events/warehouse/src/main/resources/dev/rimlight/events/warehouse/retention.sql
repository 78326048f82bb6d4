-- Per unit that had the time to: 1 when it came back.
create temp table ${table} as
select
  unit.unit,
  case
    when count(*) filter (where counted.counted_at >= unit.first_at + ${begin} and counted.counted_at < ${end}) > 0
      then 1.0
    else 0.0
  end as y,
  0.0 as x
from unit
left join ${counted} as counted on counted.unit = unit.unit
where unit.only_variant is not null${matured}
group by unit.unit, unit.first_at
