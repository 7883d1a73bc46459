-- Our books are compared with a gateway's for a day of the world, so both need the world's clock. Absent: from before this was kept.
alter table payments add column recorded_at timestamptz;
alter table payments alter column recorded_at set default now();
create index payments_recorded on payments (gateway, recorded_at) where elsewhere is not true;
create index payments_reference on payments (gateway, gateway_reference);

-- When the outcome of a refund was written down.
alter table refunds add column settled_at timestamptz;
create index refunds_settled on refunds (gateway, settled_at) where status = 'refunded';
create index refunds_returned on refunds (gateway, returned_at) where returned_at is not null;

-- One for each gateway and day. While `ran_at` is absent somebody is at it.
create table reconciliations (
  gateway text not null,
  day date not null,
  claimed_until timestamptz,
  ran_at timestamptz,
  payments int,
  refunds int,
  differences jsonb,
  primary key (gateway, day)
);
create index reconciliations_list on reconciliations (day desc, gateway desc) where ran_at is not null;
