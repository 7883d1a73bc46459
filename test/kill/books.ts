import type { TestApp } from '../support/app.ts'
import type { Ran } from './run-rounds.ts'

/** What became of one round's order, by our tables and by the gateway's own books. */
export interface Outcome {
  readonly round: Ran['round']
  readonly orders: readonly { readonly id: string; readonly status: string }[]
  /** Of the gateway's payments for this order, how many stand in which state; checks of a method for nothing do not count. */
  readonly gateway: Readonly<Record<string, number>>
  /** Amounts: what the gateway captured, what we recorded as paid, what the invoices ask for. */
  readonly captured: readonly number[]
  readonly paid: readonly number[]
  readonly invoiced: readonly number[]
  /** What the order's invoices still ask for. */
  readonly owed: number
  /** Amounts: what the gateway sent back, what we promised to. */
  readonly sent: readonly number[]
  readonly refunded: readonly number[]
  readonly subscriptions: number
  readonly paymentMethods: number
  readonly receipts: number
  readonly completions: number
  /** Events that tell twice of the same thing. */
  readonly doubled: readonly string[]
  readonly link: string | null
}

const outcome = `
  select
    coalesce((select json_agg(json_build_object('id', o.id, 'status', o.status)) from orders o where o.checkout_id = b.id or o.external_id = b.id), '[]') as orders,
    (select json_object_agg(state, n) from (select state, count(*)::int as n from held where amount > 0 group by state) s) as gateway,
    coalesce((select array_agg(captured_amount::int) from held where state = 'captured'), '{}') as captured,
    coalesce((select array_agg(p.amount::int) from payments p join mine o on p.order_id = o.id), '{}') as paid,
    coalesce((select array_agg(i.total::int) from invoices i join mine o on i.order_id = o.id), '{}') as invoiced,
    coalesce((select sum(i.balance)::int from invoices i join mine o on i.order_id = o.id), 0) as owed,
    coalesce((select array_agg(g.amount::int) from sandbox_gateway.refunds g join refunds r on r.id = g.idempotency_key
      join mine o on r.order_id = o.id), '{}') as sent,
    coalesce((select array_agg(r.amount::int) from refunds r join mine o on r.order_id = o.id where r.status = 'refunded'), '{}')
      as refunded,
    (select count(*)::int from subscriptions s join mine o on s.order_id = o.id) as subscriptions,
    (select count(*)::int from payment_methods m join mine o on m.order_id = o.id) as "paymentMethods",
    (select count(*)::int from mails where to_address = $2) as receipts,
    (select count(*)::int from events e join mine o on e.order_id = o.id where e.type = 'order.completed') as completions,
    coalesce((select array_agg(type) from (select type from events e join mine o on e.order_id = o.id
      group by type, subject_id having count(*) > 1) d), '{}') as doubled,
    (select state from links where basket_id = b.id) as link
  from (select $1::text as id) b`

const withMine = `with mine as (select id from orders where checkout_id = $1 or external_id = $1),
  held as (select p.* from sandbox_gateway.payments p join mine o on p.idempotency_key like o.id || ':auth:%')`

/** Reads what became of a round. */
export async function outcomeOf(app: TestApp, { round, basketId, email }: Ran): Promise<Outcome> {
  const { rows } = await app.pool.query(`${withMine} ${outcome}`, [basketId, email])
  return { round, ...rows[0], gateway: rows[0].gateway ?? {} }
}
