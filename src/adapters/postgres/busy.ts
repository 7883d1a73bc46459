import type { CreditMemo } from '../../domain/invoice.ts'
import type { OrderStore } from '../../ports/order-store.ts'
import { lockBooks } from './lock-books.ts'
import type { Sql } from './sql.ts'

/** An order past the point of no return. */
export const isCapturing = (order: string) =>
  `${order}.status = 'processing' and ${order}.changeset is not null`

/** An order on a subscription of the customer of `row`, which has an owner too, is past the point of no return. */
export const isBeingOrdered = (row: string, exceptOrder = `''`) => `exists (
  select 1 from orders o join subscriptions x on x.id = o.subscription_id
  where o.owner_id = ${row}.owner_id and ${isCapturing('o')} and x.customer_id = ${row}.customer_id
    and o.id <> ${exceptOrder})`

/**
 * The subscription `row`, or one bought with it, is about to be changed by somebody who has passed the point of no return: by an order,
 * or by the collection of an invoice. What was bought together shares its customer and may share an invoice.
 */
export const isBusy = (row: string, exceptOrder = `''`) => `(
  ${isBeingOrdered(row, exceptOrder)}
  or exists (select 1 from collections c join invoices i on i.id = c.invoice_id
    where c.state = 'capturing' and i.customer_id = ${row}.customer_id))`

/** The credit memo `row` is promised to an order past the point of no return on a subscription for which `others` holds. */
export const isPromised = (row: string, others: string) => `exists (
  select 1 from orders o where o.owner_id = ${row}.owner_id and ${isCapturing('o')} and ${others}
    and (o.changeset -> 'changes' @> jsonb_build_array(jsonb_build_object('creditMemoId', ${row}.id))
      or o.changeset -> 'changes' @> jsonb_build_array(
        jsonb_build_object('refund', jsonb_build_object('creditMemoId', ${row}.id)))))`

type Locks = Pick<OrderStore, 'lockSubscription' | 'isBusy' | 'lockBalance'>

export function locksOn(sql: Sql): Locks {
  return {
    lockSubscription: async (id) => {
      await sql.run('orders.lock-subscription', 'select 1 from subscriptions where id = $1 for update', [id])
      await lockBooks(sql, id)
    },
    isBusy: async (subscriptionId, orderId) => {
      const row = await sql.row(
        'orders.is-busy',
        `select 1 as busy from subscriptions s where s.id = $1 and ${isBusy('s', '$2')}`,
        [subscriptionId, orderId],
      )
      return row !== undefined
    },
    lockBalance: (memos, subscriptionIds) => lockBalance(sql, memos, subscriptionIds),
  }
}

/** The last rows anybody locks, in the order of their ids. Whom they are promised to is asked once they are held. */
async function lockBalance(
  sql: Sql,
  memos: readonly Pick<CreditMemo, 'id' | 'remaining'>[],
  subscriptionIds: readonly string[],
): Promise<boolean> {
  const ids = memos.map(({ id }) => id)
  const rows = await sql.rows<{ id: string; remaining: number }>(
    'orders.lock-balance',
    'select id, remaining from credit_memos where id = any($1::text[]) order by id for update',
    [ids],
  )
  const left = new Map(rows.map(({ id, remaining }) => [id, remaining]))
  if (memos.some(({ id, remaining }) => left.get(id) !== remaining)) return false
  const promised = await sql.row(
    'orders.promised-balance',
    `select 1 as promised from credit_memos t where t.id = any($1::text[])
       and ${isPromised('t', 'o.subscription_id <> all($2::text[])')} limit 1`,
    [ids, subscriptionIds],
  )
  return promised === undefined
}
