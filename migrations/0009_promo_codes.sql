-- Promo codes, and the uses that orders made or hold of them.

-- definition: what the planner reads; data: as it was sent. A deleted code stays for the orders that hold a use of it.
create table promo_codes (
  number bigint generated always as identity primary key,
  id text not null,
  code text not null check (code ~ '^[A-Z0-9]+$'),
  name text not null,
  active boolean not null,
  definition jsonb not null,
  data jsonb not null,
  available integer check (available >= 0),
  used integer not null default 0 check (used >= 0 and (available is null or used <= available)),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create unique index promo_codes_code on promo_codes (code) where deleted_at is null;
create index promo_codes_id on promo_codes (id) where deleted_at is null;
create index promo_codes_list on promo_codes (created_at desc, id desc) where deleted_at is null;

create view living_promo_codes as select * from promo_codes where deleted_at is null;

-- One for each order that uses a code or holds a use of it; an order that fails or is cancelled gives its uses back.
create table promo_code_uses (
  order_id text not null,
  promo_number bigint not null references promo_codes,
  created_at timestamptz not null,
  primary key (order_id, promo_number)
);
create index promo_code_uses_promo on promo_code_uses (promo_number);

-- What the maker of a link takes off, and the codes that came with it.
alter table baskets add column discount jsonb, add column promo_codes text[] not null default '{}';
