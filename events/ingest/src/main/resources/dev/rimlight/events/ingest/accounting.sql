select
  total.*,
  (select coalesce(sum(received), 0) from isolate) as received,
  (select coalesce(sum(highest_seq + 1 - received), 0) from isolate) as lost,
  (select count(*) from isolate) as isolates
from total
