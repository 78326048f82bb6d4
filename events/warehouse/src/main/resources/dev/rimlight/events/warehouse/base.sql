-- Per part and variant: how many units are analysed, and of how many nothing was known before.
select
  ${part} as part,
  unit.only_variant,
  count(*) as units,
  count(*) filter (where not unit.seen_before) as missing
from unit
where unit.only_variant is not null${matured}
group by part, unit.only_variant
order by part, unit.only_variant
