import type pg from 'pg'

/** What is never there, however a request came: each statement finds the ids of halves. */
const halves = [
  `select id from orders where status = 'complete'
     and not exists (select 1 from subscriptions s where s.order_id = orders.id)`,
  `select id from orders where status = 'complete' and completed_at is null`,
  `select id from orders where status = 'processing' and lease_holder is null`,
  `select s.id from subscriptions s join orders o on o.id = s.order_id where o.status <> 'complete'`,
  `select id from subscriptions where not exists (select 1 from subscription_offers o where o.subscription_id = subscriptions.id)`,
  `select id from invoices where subtotal <> (select sum((line ->> 'amount')::bigint) from jsonb_array_elements(lines) line)`,
  `select id from invoices where tax <> (select sum((line ->> 'tax')::bigint) from jsonb_array_elements(lines) line)`,
  `select id from invoices where total - balance <>
     (select coalesce(sum(amount), 0) from payments where payments.invoice_id = invoices.id)`,
  `select id from baskets where not exists (select 1 from links l where l.basket_id = baskets.id)
     and not exists (select 1 from orders o where o.checkout_id = baskets.id)`,
  `select subject_id as id from events where type = 'order.completed'
     and not exists (select 1 from orders o where o.id = subject_id and o.status = 'complete')`,
]

/** The ids of whatever is only half there; a good server has none. */
export async function brokenThings(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(halves.map((half) => `(${half})`).join(' union all '))
  return rows.map(({ id }) => id)
}
