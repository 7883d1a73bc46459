import { type CustomerState, emptyState } from '../../domain/customer-state.ts'
import type { Gift } from '../../domain/gift.ts'
import type { PaymentMethod } from '../../domain/invoice.ts'
import type { SubscriptionTarget } from '../../domain/order.ts'
import type { NamedSubscription, OrderStore } from '../../ports/order-store.ts'
import { type DueStateRow, dueParts, refundable, rowsOf, toState } from './due-state.ts'
import { fromRow, fromStateRow } from './rows.ts'
import type { Sql } from './sql.ts'

type SubscriptionReads = Pick<OrderStore, 'findSubscription' | 'loadSubscription'>

interface Row extends DueStateRow {
  readonly cards: object[] | null
  readonly gifts: object[] | null
}

const chargedSince = `t.subscription_id = s.id and (t.status = 'pending' or t.status = 'invoiced' and exists (
  select 1 from jsonb_array_elements(t.lines) line where line ->> 'serviceEndOn' >= $2))`

/**
 * Invoices that are open, or paid for days that are not over; of the others the last $3, and those that hold one of the lines $4.
 * Those of a gift that waits, which can all be paid back.
 */
const livingInvoices = `t.subscription_ids @> array[s.id] and (t.balance > 0 or s.status = 'Initial' or exists (
  select 1 from jsonb_array_elements(t.lines) line
  where line ->> 'serviceEndOn' >= $2 or line ->> 'id' = any($4::text[]))
  or t.id in (select l.id from invoices l where l.subscription_ids @> array[s.id]
    order by l.issued_on desc, l.id desc limit $3))`

/** Those of its customer, and the one it is charged with, which may be another's of the same owner. */
const methodsInReach = `t.deleted_at is null
  and t.id in (select m.id from payment_methods m where m.customer_id = s.customer_id union select s.payment ->> 'paymentMethodId')`

const loadSql = `
  select s.id, json_build_object(${dueParts({
    entries: chargedSince,
    invoices: rowsOf('invoices', livingInvoices),
    payments: rowsOf('payments', refundable),
  })}) as state,
    ${rowsOf('payment_methods', methodsInReach)} as cards,
    ${rowsOf('gift_codes', 't.subscription_id = s.id')} as gifts
  from subscriptions s where s.id = $1`

const noneBeside = { last: 0, lines: [] }

/** What orders on a subscription ask about it. */
export function subscriptionReads(sql: Sql): SubscriptionReads {
  return {
    findSubscription: (target) => findSubscription(sql, target),
    loadSubscription: (id, paidFrom, { last, lines } = noneBeside) =>
      loadSubscription(sql, [id, paidFrom, last, lines]),
  }
}

/** By both, when both are named. */
async function findSubscription(
  sql: Sql,
  { id, reference }: SubscriptionTarget,
): Promise<NamedSubscription | undefined> {
  const row = await sql.row(
    'orders.find-subscription',
    `select id, reference, owner_id from subscriptions
     where (id = $1 or reference = $2) and ($1::text is null or id = $1) and ($2::text is null or reference = $2)`,
    [id ?? null, reference ?? null],
  )
  return row && fromRow<NamedSubscription>(row)
}

async function loadSubscription(sql: Sql, values: readonly unknown[]): Promise<CustomerState> {
  const row = await sql.row<Row>('orders.load-subscription', loadSql, values)
  if (row === undefined) return emptyState
  return {
    ...emptyState,
    ...toState(row),
    paymentMethods: (row.cards ?? []).map(fromStateRow<PaymentMethod>),
    gifts: (row.gifts ?? []).map(fromStateRow<Gift>),
  }
}
