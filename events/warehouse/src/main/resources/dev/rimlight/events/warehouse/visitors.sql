-- Units that were seen since then, each as it was known last; bots are out. When there are more than are wanted, which of
-- them are taken hangs on a hash of the unit alone: no hour and no place is favoured.
select
  unit,
  arg_max(country, "at") as country,
  arg_max(device, "at") as device,
  arg_max(browser, "at") as browser,
  arg_max(consent, "at") as consent,
  arg_max(colo, "at") as colo,
  arg_max(person, "at") as person
from events
where kind in ('exposure', 'conversion', 'vital', 'assignment')
  and "at" >= ${since}
  and bot is distinct from true
group by unit
order by hash(unit)
limit ${most}
