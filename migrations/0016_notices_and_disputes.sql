-- What gateways told us by themselves, under their own ids: a second one is the first. It says what to look at, and nothing of people.
create table gateway_notices (
  gateway text not null,
  id text not null,
  about text not null check (about in ('payment', 'refund', 'dispute')),
  -- Our key, or the gateway's name, of what it is about.
  subject text not null,
  -- By the database's clock.
  received_at timestamptz not null default clock_timestamp(),
  primary key (gateway, id)
);
create index gateway_notices_received on gateway_notices (received_at);

create table disputes (
  id text primary key,
  gateway text not null,
  gateway_reference text not null,
  -- The gateway's name of the payment; the columns after it are set as soon as that payment is written down here.
  payment_reference text not null,
  payment_id text references payments,
  owner_id text,
  customer_id text,
  order_id text,
  status text not null check (status in ('open', 'won', 'lost')),
  -- What of it the events have told.
  told text check (told in ('open', 'won', 'lost')),
  currency text not null,
  amount bigint not null check (amount >= 0),
  reason text not null,
  evidence_due_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (gateway, gateway_reference)
);
create index disputes_payment on disputes (gateway, payment_reference);
create index disputes_payment_id on disputes (payment_id, created_at desc, id desc);
create index disputes_order on disputes (order_id, created_at desc, id desc);
create index disputes_owner on disputes (owner_id, created_at desc, id desc);
create index disputes_list on disputes (created_at desc, id desc);
create index disputes_untold on disputes (gateway, payment_reference) where told is null;

-- What of a payment is disputed or lost to a dispute, and cannot go back otherwise. Absent: nothing.
alter table payments add column disputed bigint check (disputed > 0);

-- When a gateway said that money which had gone back came home again; by the database's clock.
alter table refunds add column returned_at timestamptz;
