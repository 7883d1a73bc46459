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
