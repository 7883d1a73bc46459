-- Terms that end: cancellations as changes to come, and renewals.

-- A cancellation that was only a date stands in the list of changes to come from now on.
insert into pending_changes (id, owner_id, subscription_id, order_id, kind, status, effective_on, effective_at, summary, ends, starts,
  settle, created_at, updated_at)
select 'pending_change-' || md5(id || '/cancellation'), owner_id, id, order_id, 'cancellation', 'pending', cancel_on,
  cancel_on::timestamp at time zone time_zone, name || ' is cancelled.', '{}', '{}', 'none', updated_at, updated_at
from subscriptions where cancel_on is not null and status in ('pending', 'active');

-- A charge that is made once is part of its subscription, and can be planned for a later day.
alter table subscription_offers drop constraint subscription_offers_subtype_check,
  add constraint subscription_offers_subtype check (subtype in ('base', 'add_on', 'discount', 'charge'));
alter table pending_changes drop constraint pending_changes_kind_check,
  add constraint pending_changes_kind
    check (kind in ('change_offer', 'update_subscription', 'add_charge', 'renewal', 'cancellation'));

-- A renewal that the offer brings by itself.
alter table pending_changes add column automatic boolean;
