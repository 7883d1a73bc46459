-- A saved method that was deleted is also forgotten by its gateway: a row here until that is known to be done.
create table methods_to_forget (
  payment_method_id text primary key references payment_methods,
  gateway text not null,
  gateway_reference text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- By the database's clock, as are leases.
  lease_until timestamptz,
  tries int not null default 0
);
insert into methods_to_forget (payment_method_id, gateway, gateway_reference)
select id, gateway, gateway_reference from payment_methods
where deleted_at is not null and type = 'card' and gateway_reference is not null;
-- What is being charged with a method.
create index payment_attempts_in_hand on payment_attempts (payment_method_id)
  where payment_method_id is not null and state in ('started', 'challenged', 'abandoning', 'capturing', 'voiding');
create index collections_in_hand on collections (payment_method_id) where state in ('started', 'capturing', 'voiding');

-- The first client that imports a payment under its name there makes the order that records it; every other one finds it.
create table payment_imports (
  source text not null,
  reference text not null,
  client_id text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (source, reference)
);

-- Since when an invoice is overdue, by the business clock.
alter table invoices add column overdue_at timestamptz;
create index invoices_to_remind on invoices (due_on)
  where status = 'open' and payment_type = 'invoice' and overdue_at is null;
