-- Per unit that did anything: what it did within the window, and before its first exposure. With a window only units
-- that had the whole of it are here. All other units did nothing, and are added by their number.
create temp table ${table} as
select
  counted.unit,
  ${value} as y,
  ${past_value} as x
from ${counted} as counted
where true${matured}
group by counted.unit
