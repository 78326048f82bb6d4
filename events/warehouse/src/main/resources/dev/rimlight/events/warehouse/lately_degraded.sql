-- How many events the edge itself told, and how many of them say that something was away; each once.
select
  count(distinct event_id) as events,
  count(distinct event_id) filter (where degraded is not null) as degraded
from lately
where kind in ('edge', 'exposure')
