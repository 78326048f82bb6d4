-- Rows and distinct events per kind, and last of all events together (no kind); they are equal when
-- nothing was stored twice. A vital may be reported several times under one id, each by a line of its own.
select kind, count(*) as stored, count(distinct case when kind = 'vital' then event_id || '@' || isolate || '/' || seq else event_id end) as distinct_ids
from events
group by grouping sets ((kind), ())
order by kind nulls last
