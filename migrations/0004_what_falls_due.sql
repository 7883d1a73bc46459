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
