-- What a gateway calls the things that we named first, where it cannot look them up by our name itself. A row is committed before
-- the gateway is asked for anything that moves money.
create table gateway_references (
  gateway text not null,
  key text not null,
  reference text not null,
  created_at timestamptz not null default now(),
  primary key (gateway, key)
);
