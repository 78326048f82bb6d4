-- Every unit of an experiment by its first exposure: the variant, when, and what was known of it then. Bots are out,
-- and so are previews, whose exposures are never sent. A unit that saw more than one variant has crossed over: it
-- has no variant. It returned when the warehouse knows an earlier event of it.
create temp table unit as
with exposed as (
  select
    ${key} as unit,
    case when count(distinct variant) = 1 then min(variant) end as only_variant,
    min("at") as first_at,
    max("at") as last_at,
    arg_min(country, "at") as country,
    arg_min(device, "at") as device,
    arg_min(browser, "at") as browser,
    arg_min(route, "at") as route,
    arg_min(consent, "at") as consent,
    arg_min(colo, "at") as colo
  from events
  where kind = 'exposure'
    and experiment = ${experiment}
    and "at" >= ${from}
    and "at" < ${until}
    and bot is distinct from true
  group by ${key}
),
earlier as (
  select distinct ${event_key} as unit
  from events
  join exposed on ${event_key} = exposed.unit
  where events."at" < exposed.first_at
)
select
  exposed.*,
  earlier.unit is not null as seen_before
from exposed
left join earlier on earlier.unit = exposed.unit
