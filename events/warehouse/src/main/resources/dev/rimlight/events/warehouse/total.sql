-- Per unit: what it did within the window, and what it did before its first exposure. With a window only units that
-- had the whole of it are here.
create temp table ${table} as
select
  unit.unit,
  ${value} as y,
  ${past_value} as x
from unit
left join ${counted} as counted on counted.unit = unit.unit
where unit.only_variant is not null${matured}
group by unit.unit
