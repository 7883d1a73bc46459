-- Payment methods that are chosen, deleted, and held elsewhere.

-- A deleted method is kept for what it paid, shown no more and charged no more.
alter table payment_methods add column deleted_at timestamptz;
-- Which subscriptions are charged with a method.
create index subscriptions_payment_method on subscriptions ((payment ->> 'paymentMethodId'))
  where status in ('Initial', 'pending', 'active');
-- The subscriptions of one customer, however many everybody else has.
create index subscriptions_customer on subscriptions (customer_id);

-- Money that was paid elsewhere is written down under its name there, and one transfer may pay for several subscriptions; what our own
-- gateways capture is still recorded once.
alter table payments add column elsewhere boolean;
alter table payments drop constraint payments_gateway_gateway_reference_key;
create unique index payments_captured_once on payments (gateway, gateway_reference) where elsewhere is not true;
