-- Rows and distinct event ids per kind, and last of all events together (no kind); they are equal when
-- nothing was stored twice.
select kind, count(*) as stored, count(distinct event_id) as distinct_ids
from events
group by grouping sets ((kind), ())
order by kind nulls last
