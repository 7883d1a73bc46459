-- Payment methods that are chosen, deleted, and held elsewhere.

-- A deleted method is kept for what it paid, shown no more and charged no more.
alter table payment_methods add column deleted_at timestamptz;
-- Which subscriptions are charged with a method.
create index subscriptions_payment_method on subscriptions ((payment ->> 'paymentMethodId'))
  where status in ('Initial', 'pending', 'active');
-- The subscriptions of one customer, however many everybody else has.
create index subscriptions_customer on subscriptions (customer_id);
