-- The same totals with a row for each unit, also of those that did nothing.
create temp table ${table} as
select
  unit.unit,
  coalesce(totals.y, 0.0) as y,
  coalesce(totals.x, 0.0) as x
from unit
left join ${totals} as totals on totals.unit = unit.unit
where unit.only_variant is not null${matured}
