import type { HeldProduct } from '../../domain/facts.ts'
import type { PaymentMethod } from '../../domain/invoice.ts'
import type { HeldAsked, OrderRecord, OrderStore, PaymentAttempt } from '../../ports/order-store.ts'
import { locksOn } from './busy.ts'
import { fromRow } from './rows.ts'
import { loadMade, saveState } from './save-state.ts'
import type { Sql } from './sql.ts'
import { subscriptionReads } from './subscription-state.ts'
import { writeOrder } from './write-order.ts'

const orderColumns = `id, order_reference, order_type, status, owner_id, client_id, actor, checkout_id, external_id, external_key, source,
  initiated_source, request, request_hash, instant_at, expected_fingerprint, fingerprint, changeset, failure, created_at,
  updated_at, completed_at`

const attemptColumns = `order_id, n, state, amount, currency, type, gateway, token, payment_method_id, gateway_reference, method,
  decline_code, decline_retryable, challenge_url, challenged_at, off_session, created_at, updated_at`

/** A cancellation to come never keeps an order waiting. */
const changesOf = (condition: string) =>
  `exists (select 1 from pending_changes c where c.order_id = orders.id and c.kind <> 'cancellation' and ${condition})`

const settleScheduledSql = `
  update orders set updated_at = $2,
    status = case when ${changesOf("c.status = 'done'")} then 'complete' else 'cancelled' end,
    completed_at = case when ${changesOf("c.status = 'done'")} then $2::timestamptz end
  where id = any($1::text[]) and status = 'scheduled' and not ${changesOf("c.status = 'pending'")}
  returning ${orderColumns}`

/** $1 how many. By the database's own clock: after 15 seconds, then each time after as long again, ten minutes at most. */
const takeDueChallengesSql = `
  update payment_attempts a
  set check_at = clock_timestamp() + least(interval '10 minutes', clock_timestamp() - a.challenged_at + interval '15 seconds')
  where (a.order_id, a.n) in (
    select order_id, n from payment_attempts where state = 'challenged'
      and coalesce(check_at, challenged_at + interval '15 seconds') <= clock_timestamp()
    order by challenged_at limit $1 for update skip locked)
  returning a.order_id, a.challenged_at < clock_timestamp() - interval '1 hour' as is_over`

const living = `status not in ('failed', 'cancelled')`

export function orderStore(sql: Sql): OrderStore {
  return {
    ...ordersOn(sql),
    ...leasesOn(sql),
    ...subscriptionReads(sql),
    ...locksOn(sql),
    lastAttempt: async (orderId) => {
      const row = await sql.row(
        'orders.last-attempt',
        `select ${attemptColumns} from payment_attempts where order_id = $1 order by n desc limit 1`,
        [orderId],
      )
      return row && fromRow<PaymentAttempt>(row)
    },
    takeDueChallenges: async (limit) => {
      const rows = await sql.rows('orders.take-due-challenges', takeDueChallengesSql, [limit])
      return rows.map((row) => fromRow<{ orderId: string; isOver: boolean }>(row))
    },
    endChallenge: async ({ orderId, n }, at) => {
      await sql.run(
        'orders.end-challenge',
        `update payment_attempts set state = 'voided', updated_at = $3 where order_id = $1 and n = $2 and state = 'challenged'`,
        [orderId, n, at],
      )
    },
    write: (write) => writeOrder(sql, write),
    saveState: (before, after, at) => saveState(sql, { before, after, at }),
    settleScheduled: async (orderIds, at) => {
      const rows = await sql.rows('orders.settle-scheduled', settleScheduledSql, [orderIds, at])
      return rows.map((row) => fromRow<OrderRecord>(row))
    },
    loadMade: (orderId) => loadMade(sql, orderId),
    findPaymentMethod: async (id) => {
      const row = await sql.row(
        'orders.find-payment-method',
        `select id, owner_id, customer_id, order_id, type, gateway, gateway_reference, card, is_default
         from payment_methods where id = $1 and deleted_at is null`,
        [id],
      )
      return row && fromRow<PaymentMethod>(row)
    },
    heldOffers: (asked) => heldOffers(sql, asked),
    heldProduct: async ({ ownerId, offerIds, productPaths }) => {
      const row = await sql.row('orders.held-product', heldProductSql, [ownerId, offerIds, productPaths])
      return row && fromRow<HeldProduct>(row)
    },
    voidedInARow: async (orderId) => {
      const row = await sql.row<{ count: number }>(
        'orders.voided-in-a-row',
        `select count(*)::int as count from payment_attempts a where order_id = $1 and state = 'voided' and not exists (
           select 1 from payment_attempts later where later.order_id = $1 and later.n > a.n and later.state = 'declined')`,
        [orderId],
      )
      return row?.count ?? 0
    },
  }
}

/** $1 owner, $2 offer ids, $3 product paths. A subscription ends when it is cancelled to, else with its term, else with what was charged. */
const heldProductSql = `
  select s.name, s.cancel_on is null and (s.auto_renew or s.term_end_on is null) as renews,
    coalesce(s.cancel_on, s.term_end_on,
      (select min(d.due_on) from schedules d where d.subscription_id = s.id and d.status = 'pending')) as end_on
  from subscriptions s where s.owner_id = $1 and s.status in ('pending', 'active') and s.id in (
    select o.subscription_id from subscription_offers o
    where o.owner_id = $1 and o.offer ->> 'id' = any($2::text[]) and o.status <> 'ended'
    union
    select e.subscription_id from user_entitlements e
    where e.owner_id = $1 and e.product_path = any($3::text[]) and e.status <> 'ended')
  order by end_on desc nulls first, s.id limit 1`

/** One index probe per offer that is asked for, however many subscriptions the owner has. */
async function heldOffers(sql: Sql, { ownerId, offerIds, orderId }: HeldAsked): Promise<readonly string[]> {
  if (offerIds.length === 0) return []
  const rows = await sql.rows<{ id: string }>(
    'orders.held-offers',
    `select id from unnest($2::text[]) as wanted(id) where exists (
       select 1 from subscription_offers o join subscriptions s on s.id = o.subscription_id
       where o.owner_id = $1 and o.offer ->> 'id' = wanted.id and o.status <> 'ended'
         and s.status in ('Initial', 'pending', 'active'))
     or exists (
       select 1 from orders o where o.owner_id = $1 and o.status = 'processing' and o.changeset is not null and o.id <> $3
         and (o.request #> '{order,items}' @> jsonb_build_array(jsonb_build_object('offer', jsonb_build_object('id', wanted.id)))
           or o.request #>> '{order,offer,id}' = wanted.id))`,
    [ownerId, offerIds, orderId],
  )
  return rows.map((row) => row.id)
}

type Orders = Pick<OrderStore, 'find' | 'lock' | 'findByCheckoutId' | 'findByExternalId' | 'findLatest'>

function ordersOn(sql: Sql): Orders {
  const one = async (name: string, where: string, values: readonly unknown[]) => {
    const row = await sql.row(`orders.${name}`, `select ${orderColumns} from orders where ${where}`, values)
    return row && fromRow<OrderRecord>(row)
  }
  return {
    find: (id) => one('find', 'id = $1', [id]),
    lock: (id, holder) => one('lock', 'id = $1 and lease_holder = $2 for update', [id, holder]),
    findByCheckoutId: (checkoutId) =>
      one('find-by-checkout-id', `checkout_id = $1 and ${living}`, [checkoutId]),
    findByExternalId: ({ clientId, orderType, externalId }) =>
      one('find-by-external-id', `client_id = $1 and order_type = $2 and external_key = $3 and ${living}`, [
        clientId,
        orderType,
        externalId,
      ]),
    findLatest: ({ clientId, orderType, externalId }) =>
      one(
        'find-latest',
        'external_id = $3 and client_id = $1 and order_type = $2 order by created_at desc, updated_at desc limit 1',
        [clientId, orderType, externalId],
      ),
  }
}

type Leases = Pick<OrderStore, 'claim' | 'claimWaiting' | 'renewLease' | 'releaseLease' | 'findAbandoned'>

/** Leases run by the database's own clock, so that processes need not agree on the time. */
function leasesOn(sql: Sql): Leases {
  const claim = async (name: string, where: string, values: readonly unknown[]) => {
    const row = await sql.row(
      `orders.${name}`,
      `update orders set lease_holder = nullif($2, ''), lease_until = clock_timestamp() + make_interval(secs => $3), status = 'processing'
       where id = $1 and ${where} returning ${orderColumns}`,
      values,
    )
    return row && fromRow<OrderRecord>(row)
  }
  return {
    claim: (id, lease) =>
      claim(
        'claim',
        `status in ('submitted', 'processing') and (lease_holder is null or lease_until < clock_timestamp())`,
        [id, lease.holder, lease.seconds],
      ),
    claimWaiting: (id, lease) =>
      claim('claim-waiting', `status = 'pending-payment'`, [id, lease.holder, lease.seconds]),
    renewLease: async (id, lease) => {
      await sql.run(
        'orders.renew-lease',
        `update orders set lease_until = clock_timestamp() + make_interval(secs => $3)
         where id = $1 and lease_holder = $2`,
        [id, lease.holder, lease.seconds],
      )
    },
    releaseLease: async (id, lease) => {
      await sql.run(
        'orders.release-lease',
        `update orders set lease_holder = null, lease_until = clock_timestamp() + make_interval(secs => $3)
         where id = $1 and lease_holder = $2`,
        [id, lease.holder, lease.seconds],
      )
    },
    findAbandoned: async (limit) => {
      const rows = await sql.rows<{ id: string }>(
        'orders.find-abandoned',
        `select id from orders where status in ('submitted', 'processing') and lease_until < clock_timestamp()
         order by lease_until limit $1`,
        [limit],
      )
      return rows.map((row) => row.id)
    },
  }
}
