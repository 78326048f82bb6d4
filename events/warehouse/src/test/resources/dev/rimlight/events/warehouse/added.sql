-- The columns that came later, per event.
select applied || ' ' || colo || ' ' || subject || ' ' || weight as found
from events
order by journal_seq
