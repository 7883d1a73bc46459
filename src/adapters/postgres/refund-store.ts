import type { CreditMemo, Payment, Refund } from '../../domain/invoice.ts'
import type { KnownRefund, RefundInHand, RefundStore } from '../../ports/refund-store.ts'
import { lockBooks } from './lock-books.ts'
import { fromRow, fromStateRow } from './rows.ts'
import type { Sql } from './sql.ts'

/** Refund `r` is the gateway's to carry out and nobody alive is at it. What was paid elsewhere goes back elsewhere. */
const isFree = `r.status = 'pending' and r.gateway = $1 and (r.lease_until is null or r.lease_until < clock_timestamp())
  and not exists (select 1 from payments paid where paid.id = r.payment_id and paid.elsewhere)`

const failedLately = `exists (select 1 from due_failures f where f.kind = 'refund' and f.subject_id = r.id
    and f.retry_at > clock_timestamp())`

const waits = `${isFree} and not ${failedLately}`

const claimSql = `
  with due as (
    select r.id from refunds r
    where ${isFree} and ($2::text is null or r.order_id = $2)
      and case when $6::text is null then not ${failedLately} else r.id = $6 end
    order by r.requested_at, r.id limit $3 for update skip locked)
  update refunds r set lease_holder = $4, lease_until = clock_timestamp() + make_interval(secs => $5), tries = r.tries + 1
  from due, payments p where r.id = due.id and p.id = r.payment_id
  returning r.id, r.amount, p.gateway_reference as payment_reference, r.tries`

const booksSql = `
  select to_jsonb(r) - array['lease_holder', 'lease_until', 'tries', 'returned_at', 'settled_at'] as refund, row_to_json(m) as credit_memo, row_to_json(p) as payment
  from refunds r join credit_memos m on m.id = r.credit_memo_id join payments p on p.id = r.payment_id where r.id = $1`

const findSql = `
  select r.id, r.status, r.owner_id, r.order_id, r.gateway, r.gateway_reference, coalesce(p.elsewhere, false) as elsewhere
  from refunds r join payments p on p.id = r.payment_id where r.id = $1`

interface BooksRow {
  readonly refund: object
  readonly credit_memo: object
  readonly payment: object
}

export function refundStore(sql: Sql): RefundStore {
  return {
    isWaiting: async (gateway) =>
      (await sql.row('refunds.is-waiting', `select 1 as waits from refunds r where ${waits} limit 1`, [
        gateway,
      ])) !== undefined,
    claim: async ({ gateway, only: { orderId, refundId }, limit, lease }) => {
      const values = [gateway, orderId ?? null, limit, lease.holder, lease.seconds, refundId ?? null]
      return (await sql.rows('refunds.claim', claimSql, values)).map((row) => fromRow<RefundInHand>(row))
    },
    release: async (id, holder) => {
      await sql.run(
        'refunds.release',
        'update refunds set lease_holder = null, lease_until = null where id = $1 and lease_holder = $2',
        [id, holder],
      )
    },
    takeInHand: (id) => takeInHand(sql, id),
    find: async (id) => {
      const row = await sql.row('refunds.find', findSql, [id])
      return row && fromRow<KnownRefund>(row)
    },
    markSettled: async (id) => {
      await sql.run(
        'refunds.mark-settled',
        'update refunds set settled_at = clock_timestamp() where id = $1',
        [id],
      )
    },
    markReturned: async (id) =>
      (await sql.run(
        'refunds.mark-returned',
        `update refunds set returned_at = clock_timestamp() where id = $1 and returned_at is null and status = 'refunded'`,
        [id],
      )) > 0,
  }
}

/** In the order in which everybody locks: the subscription, its books, the refund. */
async function takeInHand(sql: Sql, id: string) {
  const held = await sql.row<{ id: string }>(
    'refunds.lock-subscription',
    'select id from subscriptions where id = (select subscription_id from refunds where id = $1) for update',
    [id],
  )
  if (held === undefined) throw new Error(`refund ${id} is gone`)
  await lockBooks(sql, held.id)
  const locked = await sql.row<{ status: string }>(
    'refunds.lock',
    'select status from refunds where id = $1 for update',
    [id],
  )
  if (locked?.status !== 'pending') return undefined
  const row = await sql.row<BooksRow>('refunds.books', booksSql, [id])
  if (row === undefined) throw new Error(`refund ${id} is gone`)
  return {
    refund: fromStateRow<Refund>(row.refund),
    creditMemo: fromStateRow<CreditMemo>(row.credit_memo),
    payment: fromStateRow<Payment>(row.payment),
  }
}
