-- What happened so far; received and lost are of the isolates that were heard of at or after a moment.
with heard as (
  select count(*) as isolates, coalesce(sum(received), 0) as received, coalesce(sum(highest_seq + 1 - received), 0) as lost
  from isolate
  where last_at >= ?
)
select
  total.*,
  heard.*,
  dead_letters.held as dead_letters,
  dead_letters.dropped as dead_letters_dropped
from total, heard, dead_letters
