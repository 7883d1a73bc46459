-- The sandbox gateway's own books. It stands for a system outside: nothing of ours joins or locks these tables,
-- and it writes them on connections of its own.
create schema sandbox_gateway;

create table sandbox_gateway.methods (
  id text primary key,
  behaviour text not null,
  brand text not null,
  last4 text not null,
  expiry_month int not null,
  expiry_year int not null,
  created_at timestamptz not null default now()
);

create table sandbox_gateway.payments (
  id text primary key,
  -- The caller's key of the authorisation; asking again with it answers the same payment.
  idempotency_key text not null unique,
  state text not null check (state in ('authorised', 'declined', 'captured', 'voided')),
  amount bigint not null,
  currency text not null,
  method_id text,
  decline_code text,
  captured_amount bigint not null default 0,
  refunded_amount bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sandbox_gateway.refunds (
  id text primary key,
  idempotency_key text not null unique,
  payment_id text not null references sandbox_gateway.payments,
  amount bigint not null,
  created_at timestamptz not null default now()
);

-- Faults that were asked for: the next `remaining` calls of this kind are carried out and their answer is lost.
create table sandbox_gateway.faults (
  call text primary key check (call in ('authorise', 'capture', 'void', 'refund', 'lookup')),
  remaining int not null check (remaining >= 0),
  delay_ms int not null check (delay_ms between 0 and 60000)
);
