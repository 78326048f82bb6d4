-- How many units did something, of those that are asked for.
select count(distinct unit) as units
from lately
where kind = 'conversion'
  and name = ${event}
