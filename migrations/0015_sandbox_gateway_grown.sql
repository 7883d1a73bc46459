-- The sandbox gateway learns challenges, notices and disputes. All of it is still its own books: nothing of ours joins them.
alter table sandbox_gateway.payments drop constraint payments_state_check;
alter table sandbox_gateway.payments add constraint payments_state_check check (
  state in ('challenged', 'authorised', 'declined', 'captured', 'voided')
);
alter table sandbox_gateway.payments
  -- Where the bank sends the buyer after a challenge, and what stands in the address of its page.
  add column return_url text,
  add column challenge_id text unique,
  -- When the money was held, and when it was taken.
  add column authorised_at timestamptz,
  add column captured_at timestamptz;
update sandbox_gateway.payments set authorised_at = created_at where state in ('authorised', 'captured', 'voided');
update sandbox_gateway.payments set captured_at = updated_at where state = 'captured';
create index payments_captured_at on sandbox_gateway.payments (captured_at) where state = 'captured';
create index payments_authorised_at on sandbox_gateway.payments (authorised_at) where state = 'authorised';
create index refunds_created_at on sandbox_gateway.refunds (created_at);

alter table sandbox_gateway.faults drop constraint faults_call_check;
alter table sandbox_gateway.faults add constraint faults_call_check check (
  call in (
    'authorise', 'capture', 'void', 'refund', 'lookup', 'deleteMethod', 'movements', 'challenge', 'notice'
  )
);
-- How many times more each notice is delivered.
alter table sandbox_gateway.faults add column duplicates int not null default 0 check (duplicates between 0 and 10);

create table sandbox_gateway.disputes (
  id text primary key,
  payment_id text not null unique references sandbox_gateway.payments,
  amount bigint not null,
  currency text not null,
  reason text not null,
  status text not null check (status in ('open', 'won', 'lost')),
  opened_at timestamptz not null default now(),
  evidence_due_at timestamptz not null
);

-- What the gateway has to tell, until somebody took it: written by the statement that changes the books.
create table sandbox_gateway.notices (
  id text primary key,
  body jsonb not null,
  created_at timestamptz not null default now(),
  tries int not null default 0,
  -- Null: given up.
  due_at timestamptz
);
create index notices_due on sandbox_gateway.notices (due_at) where due_at is not null;
