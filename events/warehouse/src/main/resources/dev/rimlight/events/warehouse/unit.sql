-- Every unit of an experiment by its first exposure: the variant, when, and what was known of it then, as far as it is
-- asked for. Bots are out, and so are previews, whose exposures are never sent. A unit that saw more than one variant
-- has crossed over: it has no variant. It returned when the warehouse knows an earlier event of it. Units are numbered:
-- what follows joins numbers.
create temp table unit as
with exposed as (
  select
    ${key} as unit_name,
    case when min(variant) = max(variant) then min(variant) end as only_variant,
    min("at") as first_at,
    max("at") as last_at${known}
  from events
  where kind = 'exposure'
    and experiment = ${experiment}
    and "at" >= ${from}
    and "at" < ${until}
    and bot is distinct from true
  group by ${key}
)
select
  row_number() over () as unit,
  exposed.*,
  ${seen_before} as seen_before
from exposed${earlier}
