-- The same totals, none above the cap; the cap is of all units together, so that it cannot depend on the variant.
create temp table ${table} as
select
  totals.unit,
  least(totals.y, cap.value) as y,
  least(totals.x, cap.value) as x,
  totals.y > cap.value as cut
from ${totals} as totals
cross join (select ${cap} as value from ${totals}) as cap
