
join (
  -- Who saw one variant of an experiment only. An exposure is told once a UTC day: whoever is here was exposed since
  -- the window's day began.
  select
    unit,
    min("at") as first_at
  from events
  where kind = 'exposure'
    and experiment = ${experiment}
    and "at" >= date_trunc('day', ${from})
    and "at" < ${until}
    and bot is distinct from true
  group by unit
  having count(distinct variant) = 1${variant}
) as exposed on exposed.unit = events.unit and events."at" >= exposed.first_at
