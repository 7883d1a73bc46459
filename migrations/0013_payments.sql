-- A buyer's bank may want to see the buyer before it pays: `challenged`. An attempt whose challenge nobody passed is let go of
-- (`abandoning`) and ends as declined.
alter table payment_attempts drop constraint payment_attempts_state_check;
alter table payment_attempts add constraint payment_attempts_state_check check (
  state in ('started', 'challenged', 'abandoning', 'capturing', 'captured', 'declined', 'voiding', 'voided')
);
alter table payment_attempts
  -- Where the bank waits for the buyer.
  add column challenge_url text,
  -- By the system clock, as is when the gateway is asked again how it stands.
  add column challenged_at timestamptz,
  add column check_at timestamptz;
create index payment_attempts_challenged on payment_attempts (order_id) where state = 'challenged';
