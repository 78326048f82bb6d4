
left join (
  select distinct ${event_key} as earlier_name
  from events
  join exposed on ${event_key} = exposed.unit_name
  where events."at" < exposed.first_at
) as earlier on earlier.earlier_name = exposed.unit_name