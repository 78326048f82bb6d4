-- When each event happened, and what its sender's clock said if that was not believed.
select "at" || ' ' || coalesce(cast(said_at as varchar), 'null') as found
from events
order by journal_seq
