-- One row per unit: its variant, what was known of it at its first exposure, and a column for each metric; null where
-- a unit did nothing or had not the whole window.
select
  unit.unit_name as unit,
  unit.only_variant as variant,
  unit.first_at,
  unit.country,
  unit.device,
  unit.browser,
  unit.route,
  unit.consent,
  unit.colo,
  unit.seen_before${columns}
from unit${joins}
where unit.only_variant is not null
order by unit.unit_name
