-- The part of a dimension that each unit belongs to. Twenty at most, the largest; the rest together is another.
create temp table part_of_unit as
with named as (
  select
    unit.unit,
    coalesce(${dimension}, 'unknown') as part
  from unit
),
ranked as (
  select
    part,
    row_number() over (order by count(*) desc, part) as place
  from named
  group by part
)
select
  named.unit,
  case when ranked.place <= ${most} then named.part else 'other' end as part
from named
join ranked on ranked.part = named.part
