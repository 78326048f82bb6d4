-- The slowest quarter of a vital begins here. One that has grown is reported again under the same id: the latest report
-- counts.
select
  count(*) as measurements,
  coalesce(quantile_cont(value, 0.75), 0) as p75
from (
  select arg_max(value, ("at", seq, journal_seq)) as value
  from lately
  where kind = 'vital'
    and name = ${vital}
    and value is not null
  group by unit, event_id
) as report
