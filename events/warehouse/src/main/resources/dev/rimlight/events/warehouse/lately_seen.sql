-- How many units were seen. Vitals and errors may be of a sample of units: one that nothing else was seen of stands for
-- as many as its weight says.
select coalesce(sum(weight), 0) as units
from (
  select case when bool_or(kind in ('exposure', 'conversion', 'assignment')) then 1 else max(weight) end as weight
  from lately
  where kind in ('exposure', 'conversion', 'vital', 'error', 'assignment')
  group by unit
) as seen
