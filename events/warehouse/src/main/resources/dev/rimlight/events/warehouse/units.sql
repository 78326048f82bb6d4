-- Units per variant with their first and last exposure; the row without a variant counts those that
-- crossed over.
select
  only_variant,
  count(*) as units,
  epoch_ms(min(first_at)) as first_exposure,
  epoch_ms(max(last_at)) as last_exposure
from exposed
group by only_variant
order by only_variant
