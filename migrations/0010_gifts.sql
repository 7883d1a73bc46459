-- Gifts: paid-for subscriptions that wait for their recipients. Code and claim link are derived and never stored; the row holds
-- what finds them again. Until the claim the recipient's personal data lives here alone.
create table gift_codes (
  id text primary key,
  -- The buyer's, for good.
  owner_id text not null references owners,
  customer_id text not null references customers,
  subscription_id text not null unique references subscriptions,
  order_id text not null,
  status text not null check (status in ('waiting', 'claimed', 'refunded')),
  name text not null,
  term jsonb,
  secret_version int not null,
  code_hash text not null unique,
  token_hash text not null unique,
  -- What a claim through the link is ordered as, in the place of a basket.
  checkout_id text not null unique,
  claim_owner_id text not null,
  giver_name text,
  recipient jsonb,
  message text,
  locale text,
  delivery text not null check (delivery in ('none', 'scheduled', 'sent', 'withdrawn')),
  deliver_on date,
  deliver_at timestamptz,
  claim jsonb,
  -- How often the claim link was traded for a token.
  opens int not null default 0,
  opened_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((status = 'claimed') = (claim is not null)),
  check (delivery <> 'scheduled' or (deliver_at is not null and status = 'waiting'))
);
create index gift_codes_owner on gift_codes (owner_id, created_at desc, id desc);
create index gift_codes_order on gift_codes (order_id);
create index gift_codes_list on gift_codes (created_at desc, id desc);
create index gift_codes_deliver on gift_codes (deliver_at) where delivery = 'scheduled';

-- Codes that were tried and do not exist, by who tried; by the system clock.
create table gift_attempts (
  subject text primary key,
  failures int not null,
  window_ends_at timestamptz not null
);
create index gift_attempts_over on gift_attempts (window_ends_at);
