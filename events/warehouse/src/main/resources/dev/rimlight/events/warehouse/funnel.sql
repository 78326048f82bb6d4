-- Per unit: 1 when it took the last step.
create temp table ${table} as
select
  unit.unit,
  case when last_step.unit is null then 0.0 else 1.0 end as y,
  0.0 as x
from unit
left join ${last} as last_step on last_step.unit = unit.unit
where unit.only_variant is not null${matured}
