-- Per part and variant: how many units, and mean, spread and common spread of the metric, of what units were like
-- before, and of whether nothing was known of them before.
select
  ${part} as part,
  unit.only_variant,
  count(*) as units,
  favg(totals.y) as y,
  favg(totals.x) as x,
  favg(case when unit.seen_before then 0.0 else 1.0 end) as missing,
  coalesce(var_samp(totals.y), 0) as yy,
  coalesce(covar_samp(totals.x, totals.y), 0) as xy,
  coalesce(var_samp(totals.x), 0) as xx,
  coalesce(covar_samp(case when unit.seen_before then 0.0 else 1.0 end, totals.y), 0) as my,
  coalesce(covar_samp(case when unit.seen_before then 0.0 else 1.0 end, totals.x), 0) as mx,
  coalesce(var_samp(case when unit.seen_before then 0.0 else 1.0 end), 0) as mm,
  count(*) filter (where totals.y <> 0) as non_zero,
  ${cut} as cut
from ${totals} as totals
join unit on unit.unit = totals.unit
group by part, unit.only_variant
order by part, unit.only_variant
