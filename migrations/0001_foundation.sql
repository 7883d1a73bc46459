-- Settings, keys and clients of the API.

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

create table clients (
  id text primary key,
  name text not null,
  scopes text[] not null,
  secret_hash bytea not null,
  -- The secret before the last rotation keeps working until `previous_until`.
  previous_secret_hash bytea,
  previous_until timestamptz,
  created_at timestamptz not null default now(),
  rotated_at timestamptz,
  deleted_at timestamptz
);

create table signing_keys (
  kid text primary key,
  public_jwk jsonb not null,
  -- The private JWK, AES-256-GCM under SECRET_KEY.
  private_key_sealed bytea not null,
  created_at timestamptz not null,
  -- From when it signs nothing more, and from when it verifies nothing more.
  signs_until timestamptz not null,
  verifies_until timestamptz not null
);

create table idempotency_keys (
  caller text not null,
  route text not null,
  key text not null,
  request_hash bytea not null,
  status int,
  -- Headers and body of the stored answer, AES-256-GCM under SECRET_KEY.
  answer_sealed bytea,
  locked_until timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (caller, route, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);

-- The catalogue: working copies, and the immutable versions that were published.

create table catalog_items (
  path text primary key,
  id text not null unique,
  record_type text not null,
  name text not null,
  data jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- The order in which they were first written, so that lists have a stable one.
  seq bigint generated always as identity
);
create index catalog_items_list on catalog_items (record_type, seq desc);

create table catalog_versions (
  id text not null,
  version text not null,
  path text not null,
  record_type text not null,
  name text not null,
  data jsonb not null,
  status text not null check (status in ('published', 'withdrawn')),
  published_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  -- Counts every publication, so that lists have a stable order and readers can notice news.
  seq bigint generated always as identity,
  primary key (id, version)
);
create index catalog_versions_list on catalog_versions (record_type, status, seq desc);
create index catalog_versions_path on catalog_versions (path, seq desc);

-- Every process hears of a changed setting (the business clock's offset is one) through this channel.
create function announce_setting() returns trigger language plpgsql as $$
begin
  perform pg_notify('settings', new.key);
  return null;
end $$;
create trigger settings_announce after insert or update on settings for each row execute function announce_setting();
