-- Per part and variant: the moments of numerator and denominator, and of both before the first exposure.
select
  ${part} as part,
  unit.only_variant,
  count(*) as units,
  favg(m.y) as m,
  favg(d.y) as d,
  favg(m.x) as m0,
  favg(d.x) as d0,
  coalesce(var_samp(m.y), 0) as mm,
  coalesce(covar_samp(d.y, m.y), 0) as dm,
  coalesce(var_samp(d.y), 0) as dd,
  coalesce(covar_samp(m.x, m.y), 0) as m0m,
  coalesce(covar_samp(m.x, d.y), 0) as m0d,
  coalesce(var_samp(m.x), 0) as m0m0,
  coalesce(covar_samp(d.x, m.y), 0) as d0m,
  coalesce(covar_samp(d.x, d.y), 0) as d0d,
  coalesce(covar_samp(d.x, m.x), 0) as d0m0,
  coalesce(var_samp(d.x), 0) as d0d0
from ${numerator} as m
join ${denominator} as d on d.unit = m.unit
join unit on unit.unit = m.unit
group by part, unit.only_variant
order by part, unit.only_variant
