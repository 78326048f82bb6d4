select
  total.*,
  (select coalesce(sum(received), 0) from isolate) as received,
  (select coalesce(sum(highest_seq + 1 - received), 0) from isolate) as lost,
  (select count(*) from isolate) as isolates,
  dead_letters.held as dead_letters,
  dead_letters.dropped as dead_letters_dropped
from total, dead_letters
