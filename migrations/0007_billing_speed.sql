-- What falls due is found and read in the same time however much there is.

-- The people of a subscription are read through its customer.
create index addresses_customer on addresses (customer_id);
create index payment_methods_customer on payment_methods (customer_id);

-- A batch is the first of what is due, read in the order of the index.
create index schedules_due_next on schedules (due_at, subscription_id) where status = 'pending';
drop index schedules_due;

-- Found through one subscription, again and again while others are written: what was added is looked up, not read through.
alter index invoices_subscriptions set (fastupdate = off);
select gin_clean_pending_list('invoices_subscriptions');
