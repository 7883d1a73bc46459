-- Who owns what orders create. One owner per CRM account, however many links, people or races.
create table owners (
  id text primary key,
  crm_account_id text unique,
  time_zone text,
  created_at timestamptz not null
);

-- What hangs on a customer or a subscription has that one's owner; the reference to the nearer one holds both.
create table customers (
  id text primary key,
  reference text not null unique,
  owner_id text not null references owners,
  order_id text not null,
  details jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index customers_owner on customers (owner_id, created_at desc, id desc);
create index customers_order on customers (order_id);
create index customers_list on customers (created_at desc, id desc);
create index customers_email on customers (lower(details ->> 'email'));

create table addresses (
  id text primary key,
  owner_id text not null,
  customer_id text not null references customers,
  order_id text not null,
  relationship text not null check (relationship in ('billing', 'delivery')),
  address jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index addresses_owner on addresses (owner_id, created_at desc, id desc);
create index addresses_order on addresses (order_id);
create index addresses_list on addresses (created_at desc, id desc);

create table payment_methods (
  id text primary key,
  owner_id text not null,
  customer_id text not null references customers,
  order_id text,
  type text not null,
  gateway text not null,
  gateway_reference text,
  card jsonb,
  is_default boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index payment_methods_owner on payment_methods (owner_id, created_at desc, id desc);
create index payment_methods_order on payment_methods (order_id);
create index payment_methods_list on payment_methods (created_at desc, id desc);

create table subscriptions (
  id text primary key,
  reference text not null unique,
  owner_id text not null references owners,
  customer_id text not null references customers,
  order_id text not null,
  order_item_id text not null,
  status text not null check (status in ('Initial', 'pending', 'active', 'cancelled', 'expired')),
  past_due boolean not null,
  name text not null,
  quantity int not null,
  currency text not null,
  country text not null,
  time_zone text not null,
  start_at timestamptz not null,
  start_on date not null,
  term_start_on date not null,
  term_end_on date,
  term jsonb,
  renewal_term jsonb,
  auto_renew boolean not null,
  cancel_on date,
  payment jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index subscriptions_owner on subscriptions (owner_id, created_at desc, id desc);
create index subscriptions_order on subscriptions (order_id);
create index subscriptions_list on subscriptions (created_at desc, id desc);
-- When its term or the subscription itself ends next, as an instant.
create index subscriptions_ending on subscriptions ((least(cancel_on, term_end_on)::timestamp at time zone time_zone))
  where status in ('pending', 'active');
create index subscriptions_starting on subscriptions (start_at) where status = 'pending';

create table subscription_offers (
  id text primary key,
  reference text not null unique,
  owner_id text not null,
  subscription_id text not null references subscriptions,
  order_id text not null,
  subtype text not null check (subtype in ('base', 'add_on', 'discount')),
  status text not null check (status in ('pending', 'active', 'ended')),
  name text not null,
  offer jsonb not null,
  quantity int not null,
  start_on date not null,
  end_on date,
  charges jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index subscription_offers_subscription on subscription_offers (subscription_id);
create index subscription_offers_owner on subscription_offers (owner_id, (offer ->> 'id'));
create index subscription_offers_order on subscription_offers (order_id);
create index subscription_offers_list on subscription_offers (created_at desc, id desc);

create table schedules (
  id text primary key,
  reference text not null,
  owner_id text not null,
  subscription_id text not null references subscriptions,
  order_id text not null,
  status text not null check (status in ('pending', 'invoiced', 'cancelled')),
  due_on date not null,
  due_at timestamptz not null,
  currency text not null,
  amount bigint not null,
  tax bigint not null,
  lines jsonb not null,
  invoice_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- A subscription has a dozen entries and more, so they are found through it, by owner and by order too.
create index schedules_subscription on schedules (subscription_id, due_at);
create index schedules_list on schedules (created_at desc, id desc);
create index schedules_due on schedules (due_at) where status = 'pending';
-- No period is billed twice: one living entry for a subscription and a day.
create unique index schedules_once on schedules (subscription_id, due_on) where status <> 'cancelled';

create table user_entitlements (
  id text primary key,
  owner_id text not null,
  subscription_id text not null references subscriptions,
  order_id text not null,
  status text not null check (status in ('pending', 'active', 'ended')),
  name text not null,
  product_path text not null,
  start_on date not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index user_entitlements_owner on user_entitlements (owner_id, created_at desc, id desc);
create index user_entitlements_product on user_entitlements (owner_id, product_path) where status <> 'ended';
create index user_entitlements_subscription on user_entitlements (subscription_id);
create index user_entitlements_order on user_entitlements (order_id);
create index user_entitlements_list on user_entitlements (created_at desc, id desc);

create table invoices (
  id text primary key,
  reference text not null unique,
  owner_id text not null,
  customer_id text not null references customers,
  order_id text,
  subscription_ids text[] not null,
  status text not null check (status in ('open', 'paid')),
  issued_at timestamptz not null,
  issued_on date not null,
  due_on date not null,
  currency text not null,
  subtotal bigint not null,
  tax bigint not null,
  total bigint not null check (total = subtotal + tax),
  balance bigint not null check (balance between 0 and total),
  payment_type text not null,
  lines jsonb not null,
  bill_to jsonb not null,
  -- Off-session collection of what falls due later: the next try, and how many there were.
  collect_at timestamptz,
  collect_attempts int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index invoices_owner on invoices (owner_id, created_at desc, id desc);
create index invoices_order on invoices (order_id);
create index invoices_subscriptions on invoices using gin (subscription_ids);
create index invoices_list on invoices (created_at desc, id desc);
create index invoices_to_collect on invoices (collect_at) where collect_at is not null;

create table payments (
  id text primary key,
  reference text not null unique,
  owner_id text not null,
  customer_id text not null references customers,
  order_id text,
  invoice_id text not null references invoices,
  payment_method_id text references payment_methods,
  status text not null check (status in ('captured')),
  gateway text not null,
  gateway_reference text not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  captured_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The same capture is recorded once.
  unique (gateway, gateway_reference)
);
create index payments_owner on payments (owner_id, created_at desc, id desc);
create index payments_order on payments (order_id);
create index payments_invoice on payments (invoice_id);
create index payments_list on payments (created_at desc, id desc);

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

-- Mail waits here until it is sent; in a sandbox this is also the sink that can be read.
create table mails (
  id bigint generated always as identity primary key,
  -- The same mail is sent once.
  key text not null unique,
  to_address text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  -- How often it was handed to the mailer, and when the next try may come, by the system clock.
  attempts int not null default 0,
  next_try_at timestamptz not null default now(),
  last_error text
);
create index mails_to on mails (to_address, id desc);
create index mails_unsent on mails (next_try_at) where sent_at is null;

-- One advance of a sandbox's clock. What it did stands in the events it wrote, which name it.
create table clock_runs (
  id text primary key,
  status text not null check (status in ('running', 'done', 'failed')),
  from_at timestamptz not null,
  to_at timestamptz not null,
  first_event_seq bigint not null,
  last_event_seq bigint,
  -- Who moves the clock now, by the system clock: a run whose lease has ended is taken over.
  lease_holder text not null,
  lease_until timestamptz not null,
  created_at timestamptz not null default now()
);
create index clock_runs_newest on clock_runs (created_at desc);
create unique index clock_runs_one on clock_runs (status) where status = 'running';

-- One try to collect an invoice while the buyer is away. Committed before the gateway hears of it; its key there is
-- `<invoice>:collect:<n>`.
create table collections (
  invoice_id text not null references invoices,
  n int not null,
  state text not null check (state in ('started', 'capturing', 'captured', 'declined', 'voiding', 'voided')),
  amount bigint not null,
  currency text not null,
  -- The saved method that pays; absent: the subscription has none, and the try ends before it reaches a gateway.
  gateway text,
  payment_method_id text,
  method_reference text,
  gateway_reference text,
  decline_code text,
  -- Who runs it now, by the system clock.
  lease_holder text not null,
  lease_until timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (invoice_id, n)
);
create index collections_leased on collections (lease_holder) where state in ('started', 'capturing', 'voiding');

-- What fell due and could not be carried out: left alone until `retry_at`, by the system clock.
create table due_failures (
  kind text not null,
  subject_id text not null,
  failures int not null,
  last_error text not null,
  retry_at timestamptz not null,
  primary key (kind, subject_id)
);

-- Every process that works, with the session advisory lock it holds and the worker pool its jobs are locked by. A lock
-- that can be had means that its process is gone.
create table worker_processes (
  process_id text primary key,
  lock_key bigint not null unique,
  pool_id text not null,
  started_at timestamptz not null default now()
);
