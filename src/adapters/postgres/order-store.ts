import { OrderKeyTaken, type OrderRecord, type OrderStore, type PaymentAttempt } from '../../ports/order-store.ts'
import { fromRow, toRow } from './rows.ts'
import { saveState } from './save-state.ts'
import type { Sql } from './sql.ts'

const orderColumns = `id, order_reference, order_type, status, owner_id, client_id, actor, checkout_id, external_id, source,
  initiated_source, request, request_hash, instant_at, expected_fingerprint, fingerprint, changeset, failure, created_at,
  updated_at, completed_at`

const attemptColumns = `order_id, n, state, amount, currency, type, gateway, token, payment_method_id, gateway_reference, method,
  decline_code, created_at, updated_at`

const living = `status not in ('failed', 'cancelled')`

export function orderStore(sql: Sql): OrderStore {
  return {
    ...ordersOn(sql),
    ...leasesOn(sql),
    ...attemptsOn(sql),
    saveState: (before, after, at) => saveState(sql, { before, after, at }),
    heldOffers: async (ownerId, offerIds) => {
      if (offerIds.length === 0) return []
      const rows = await sql.rows<{ id: string }>(
        'orders.held-offers',
        `select id from unnest($2::text[]) as wanted(id) where exists (
           select 1 from subscription_offers o join subscriptions s on s.id = o.subscription_id
           where o.owner_id = $1 and o.offer ->> 'id' = wanted.id and o.status <> 'ended'
             and s.status in ('Initial', 'pending', 'active'))`,
        [ownerId, offerIds],
      )
      return rows.map((row) => row.id)
    },
    recordProcess: async ({ at, ...process }) => {
      await sql.run(
        'orders.record-process',
        `insert into process_events (id, order_id, owner_id, status, steps, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)
         on conflict (order_id) do update set status = excluded.status, updated_at = excluded.updated_at,
           steps = process_events.steps || excluded.steps`,
        [process.id, process.orderId, process.ownerId, process.status, JSON.stringify(process.steps), at],
      )
    },
  }
}

type Orders = Pick<OrderStore, 'insert' | 'find' | 'lock' | 'findByCheckoutId' | 'findByExternalId' | 'update'>

function ordersOn(sql: Sql): Orders {
  const one = async (name: string, where: string, values: readonly unknown[]) => {
    const row = await sql.row(`orders.${name}`, `select ${orderColumns} from orders where ${where}`, values)
    return row && fromRow<OrderRecord>(row)
  }
  return {
    insert: async (order, lease) => {
      const row = toRow(order)
      const columns = Object.keys(row)
      const inserted = await sql.run(
        'orders.insert',
        `insert into orders (${columns.join(', ')}, lease_holder, lease_until)
         values (${columns.map((_, index) => `$${index + 1}`).join(', ')}, nullif($${columns.length + 1}, ''),
           clock_timestamp() + make_interval(secs => $${columns.length + 2}))
         on conflict do nothing`,
        [...Object.values(row), lease.holder, lease.seconds],
      )
      if (inserted === 0) throw new OrderKeyTaken(`order ${order.id} was refused: its key is taken`)
    },
    find: (id) => one('find', 'id = $1', [id]),
    lock: (id) => one('lock', 'id = $1 for update', [id]),
    findByCheckoutId: (checkoutId) => one('find-by-checkout-id', `checkout_id = $1 and ${living}`, [checkoutId]),
    findByExternalId: ({ clientId, orderType, externalId }) =>
      one('find-by-external-id', `client_id = $1 and order_type = $2 and external_id = $3 and ${living}`, [
        clientId,
        orderType,
        externalId,
      ]),
    update: async (order) => {
      await sql.run(
        'orders.update',
        `update orders set status = $2, instant_at = $3, expected_fingerprint = $4, fingerprint = $5, changeset = $6,
           failure = $7, updated_at = $8, completed_at = $9 where id = $1`,
        [
          order.id,
          order.status,
          order.instantAt,
          order.expectedFingerprint ?? null,
          order.fingerprint ?? null,
          order.changeset ? JSON.stringify(order.changeset) : null,
          order.failure ? JSON.stringify(order.failure) : null,
          order.updatedAt,
          order.completedAt ?? null,
        ],
      )
    },
  }
}

type Leases = Pick<OrderStore, 'claim' | 'renewLease' | 'releaseLease' | 'findAbandoned'>

/** Leases run by the database's own clock, so that processes need not agree on the time. */
function leasesOn(sql: Sql): Leases {
  return {
    claim: async (id, lease) => {
      const row = await sql.row(
        'orders.claim',
        `update orders set lease_holder = $2, lease_until = clock_timestamp() + make_interval(secs => $3), status = 'processing'
         where id = $1 and status in ('submitted', 'processing')
           and (lease_holder is null or lease_holder = $2 or lease_until < clock_timestamp())
         returning ${orderColumns}`,
        [id, lease.holder, lease.seconds],
      )
      return row && fromRow<OrderRecord>(row)
    },
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

type Attempts = Pick<OrderStore, 'lastAttempt' | 'insertAttempt' | 'updateAttempt'>

function attemptsOn(sql: Sql): Attempts {
  return {
    lastAttempt: async (orderId) => {
      const row = await sql.row(
        'orders.last-attempt',
        `select ${attemptColumns} from payment_attempts where order_id = $1 order by n desc limit 1`,
        [orderId],
      )
      return row && fromRow<PaymentAttempt>(row)
    },
    insertAttempt: async (attempt) => {
      const row = toRow(attempt)
      await sql.run(
        'orders.insert-attempt',
        `insert into payment_attempts (${attemptColumns})
         select ${attemptColumns} from jsonb_populate_record(null::payment_attempts, $1)`,
        [JSON.stringify(row)],
      )
    },
    updateAttempt: async (attempt) => {
      await sql.run(
        'orders.update-attempt',
        `update payment_attempts set state = $3, gateway_reference = $4, method = $5, decline_code = $6, updated_at = $7
         where order_id = $1 and n = $2`,
        [
          attempt.orderId,
          attempt.n,
          attempt.state,
          attempt.gatewayReference ?? null,
          attempt.method ? JSON.stringify(attempt.method) : null,
          attempt.declineCode ?? null,
          attempt.updatedAt,
        ],
      )
    },
  }
}
