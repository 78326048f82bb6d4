-- How many units were seen, and how many with an error. Vitals and errors may be of a sample of units: one that had an
-- error stands for as many as its weight says, and so does one that nothing else was seen of.
select
  coalesce(sum(seen_weight), 0) as units,
  coalesce(sum(error_weight), 0) as failed
from (
  select
    case when bool_or(kind in ('exposure', 'conversion', 'assignment')) then 1 else max(weight) end as seen_weight,
    max(weight) filter (where kind = 'error') as error_weight
  from lately
  where kind in ('exposure', 'conversion', 'vital', 'error', 'assignment')
  group by unit
) as seen
