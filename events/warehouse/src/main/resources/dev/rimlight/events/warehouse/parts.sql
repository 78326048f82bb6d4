-- Units per part and variant, with their first and last exposure; the rows without a variant count those that
-- crossed over.
select
  ${part} as part,
  unit.only_variant,
  count(*) as units,
  epoch_ms(min(unit.first_at)) as first_exposure,
  epoch_ms(max(unit.last_at)) as last_exposure
from unit
group by part, unit.only_variant
order by part, unit.only_variant
