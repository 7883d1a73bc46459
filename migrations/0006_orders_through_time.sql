-- Orders that change a subscription, and what they owe back.

-- ends, starts: ids of subscription offers; they are read with the subscription, never looked up by.
create table pending_changes (
  id text primary key,
  owner_id text not null,
  subscription_id text not null references subscriptions,
  order_id text not null,
  kind text not null check (kind in ('change_offer', 'update_subscription', 'renewal', 'cancellation')),
  status text not null check (status in ('pending', 'done', 'withdrawn')),
  effective_on date not null,
  effective_at timestamptz not null,
  summary text not null,
  ends text[] not null,
  starts text[] not null,
  becomes jsonb,
  settle text check (settle in ('none', 'credit', 'refund')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index pending_changes_subscription on pending_changes (subscription_id, effective_on);
create index pending_changes_order on pending_changes (order_id);
create index pending_changes_due on pending_changes (effective_at) where status = 'pending';

alter table subscriptions add column dunning jsonb;
alter table subscription_offers add column discount jsonb, add column replaces_id text;
alter table user_entitlements add column subscription_offer_id text;
alter table payments add column refunded bigint,
  add constraint payments_refunded check (refunded between 0 and amount);

create table credit_memos (
  id text primary key,
  reference text not null unique,
  owner_id text not null,
  customer_id text not null references customers,
  subscription_id text not null references subscriptions,
  order_id text,
  reason text not null,
  issued_at timestamptz not null,
  issued_on date not null,
  currency text not null,
  subtotal bigint not null,
  tax bigint not null,
  total bigint not null check (total = subtotal + tax and total > 0),
  applications jsonb not null,
  refunded bigint not null check (refunded >= 0),
  remaining bigint not null check (remaining >= 0),
  lines jsonb not null,
  bill_to jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (refunded + remaining <= total)
);
create index credit_memos_subscription on credit_memos (subscription_id);
create index credit_memos_order on credit_memos (order_id);
create index credit_memos_owner on credit_memos (owner_id, created_at desc, id desc);
create index credit_memos_list on credit_memos (created_at desc, id desc);
-- The balance of an owner.
create index credit_memos_balance on credit_memos (owner_id, currency) where remaining > 0;

create table refunds (
  id text primary key,
  reference text not null unique,
  owner_id text not null,
  customer_id text not null references customers,
  subscription_id text not null references subscriptions,
  order_id text,
  credit_memo_id text not null references credit_memos,
  payment_id text not null references payments,
  status text not null check (status in ('pending', 'refunded', 'failed')),
  gateway text not null,
  gateway_reference text,
  currency text not null,
  amount bigint not null check (amount > 0),
  requested_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index refunds_subscription on refunds (subscription_id);
create index refunds_order on refunds (order_id);
create index refunds_owner on refunds (owner_id, created_at desc, id desc);
create index refunds_list on refunds (created_at desc, id desc);
create index refunds_pending on refunds (requested_at) where status = 'pending';

-- Money on orders on a subscription.

-- A capture that pays several invoices: which one gets how much.
alter table payments add column applications jsonb;
create index payments_applications on payments using gin (applications jsonb_path_ops) where applications is not null;
-- Was the buyer away, and the subscription's own saved method charged?
alter table payment_attempts add column off_session boolean not null default false;
-- The subscription an order is about; and those past the point of no return, which nobody else may change.
alter table orders add column subscription_id text generated always as (request #>> '{order,subscriptionId}') stored;
create index collections_capturing on collections (invoice_id) where state = 'capturing';

-- Refunds at the gateway: who asks for one now, by the system clock, and how often it was asked for.
alter table refunds add column lease_holder text, add column lease_until timestamptz,
  add column tries int not null default 0;

-- Terms are counted from the first of their length: {"anchorOn", "length"}.
alter table subscriptions add column term_cycle jsonb;
