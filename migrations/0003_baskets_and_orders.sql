-- A basket: offers and tracking gathered before an order. Its items never change; personal data stands in `draft`.
create table baskets (
  id text primary key,
  client_id text not null,
  external_id text,
  -- SHA-256 of the request that made it: the same body again answers the same link.
  body_hash bytea not null,
  owner_id text not null references owners,
  items jsonb not null,
  currency text not null,
  country text,
  lock text not null check (lock in ('hard', 'soft', 'none')),
  page text not null,
  locale text,
  return_url text,
  source text not null,
  initiated_source text,
  tracking jsonb not null,
  custom_fields jsonb not null,
  draft jsonb not null,
  warnings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index baskets_owner on baskets (owner_id);

create table links (
  id text primary key,
  basket_id text not null unique references baskets,
  state text not null check (
    state in ('scheduled', 'active', 'opened', 'paying', 'completed', 'expired', 'revoked', 'superseded')
  ),
  secret_version int not null,
  token_hash bytea not null unique,
  recovery_hash bytea not null unique,
  starts_at timestamptz,
  expires_at timestamptz not null,
  opened_at timestamptz,
  opens int not null default 0,
  superseded_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index links_expiring on links (expires_at) where state in ('scheduled', 'active', 'opened');

create table orders (
  id text primary key,
  order_reference text not null unique,
  order_type text not null,
  status text not null check (
    status in ('submitted', 'processing', 'pending-payment', 'scheduled', 'complete', 'failed', 'cancelled')
  ),
  owner_id text not null references owners,
  client_id text,
  actor text not null check (actor in ('client', 'customer')),
  checkout_id text,
  external_id text,
  -- The external id where it stands for this order alone; null where it only names the subscription.
  external_key text,
  source text,
  initiated_source text,
  -- The order as it was parsed, immutable; the means of payment is an attempt's.
  request jsonb not null,
  -- SHA-256 in hex over what makes two requests the same.
  request_hash text not null,
  -- The instant at which it is planned: fixed anew by each attempt.
  instant_at timestamptz not null,
  -- Figures that were promised to the caller; absent: the order takes the world as it finds it.
  expected_fingerprint text,
  fingerprint text,
  changeset jsonb,
  failure jsonb,
  -- Who runs it now, by the system clock.
  lease_holder text,
  lease_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz
);
create unique index orders_checkout_id on orders (checkout_id) where status not in ('failed', 'cancelled');
create unique index orders_external_key on orders (client_id, order_type, external_key)
  where status not in ('failed', 'cancelled');
create index orders_owner on orders (owner_id, created_at desc, id desc);
create index orders_external on orders (external_id);
create index orders_email on orders (lower(request #>> '{order,customer,email}'));
create index orders_list on orders (created_at desc, id desc);
-- Past the point of no return: what they bring counts as held.
create index orders_capturing on orders (owner_id) where status = 'processing' and changeset is not null;
create index orders_unfinished on orders (lease_until) where status in ('submitted', 'processing');

-- One try to collect an order's money. Committed before the gateway hears of it.
create table payment_attempts (
  order_id text not null references orders,
  n int not null,
  state text not null check (
    state in ('started', 'capturing', 'captured', 'declined', 'voiding', 'voided')
  ),
  amount bigint not null,
  currency text not null,
  type text not null,
  gateway text not null,
  -- What the gateway's element gave for the card, or the gateway's name of a saved method: never a number.
  token text not null,
  payment_method_id text references payment_methods,
  gateway_reference text,
  method jsonb,
  decline_code text,
  decline_retryable boolean,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (order_id, n)
);

create table events (
  id text primary key,
  seq bigint generated always as identity unique,
  type text not null,
  owner_id text,
  -- The object it is about: an order, a link, a subscription, an invoice.
  subject_id text not null,
  order_id text,
  data jsonb not null,
  created_at timestamptz not null
);
create index events_subject on events (subject_id, seq);
create index events_order on events (order_id, seq);
create index events_owner on events (owner_id, seq);
create index events_list on events (created_at desc, seq desc);

-- What running an order did, step by step: the order's process event.
create table process_events (
  id text primary key,
  order_id text not null unique references orders,
  owner_id text not null,
  status text not null check (status in ('processing', 'processed', 'failed')),
  steps jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index process_events_list on process_events (created_at desc, id desc);
