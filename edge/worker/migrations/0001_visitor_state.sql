-- What the edge knows of a visitor. One row an order, keyed by its event, so that a repeated beacon adds nothing.
create table if not exists visitor_order (
  unit text not null,
  event_id text not null,
  at integer not null,
  primary key (unit, event_id)
) without rowid;
