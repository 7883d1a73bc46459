import type { Sql } from './sql.ts'

/**
 * An invoice may ask for several subscriptions at once, and a balance pays for all of its owner's: whoever changes one subscription
 * may write rows that belong to another one as well. These locks, taken after the subscription's own, keep two of them apart.
 * Everybody takes them in this order: subscriptions, invoices, credit memos, payments; each by id.
 */
const booksOf = (ids: string, owners: string) => `
  locked_invoices as materialized (
    select i.id from invoices i where i.subscription_ids && ${ids} order by i.id for update),
  locked_memos as materialized (
    select m.id from credit_memos m where m.owner_id in (${owners}) and (select count(*) from locked_invoices) >= 0
      and (m.remaining > 0 or m.subscription_id = any(${ids}))
    order by m.id for update),
  locked_payments as materialized (
    select p.id from payments p where p.id in (
        select q.id from payments q where q.invoice_id in (select id from locked_invoices)
        union all
        select q.id from locked_invoices i join payments q
          on q.applications @> jsonb_build_array(jsonb_build_object('invoiceId', i.id)))
      and (select count(*) from locked_memos) >= 0
    order by p.id for update)
  select (select count(*) from locked_payments) + (select count(*) from locked_memos) as locked`

const ofOne = `with ${booksOf('array[$1::text]', 'select s.owner_id from subscriptions s where s.id = $1')}`

/** Of those whose offers change, invoices too; the balance of every one. */
const ofMany = `
  with due as (
    select s.id, s.owner_id, exists (
      select 1 from pending_changes c where c.subscription_id = s.id and c.status = 'pending') as changes
    from subscriptions s where s.id = any($1::text[])),
  ${booksOf(`coalesce((select array_agg(id) from due where changes), '{}')`, 'select owner_id from due')}`

/** Until the transaction ends. The subscription itself is locked already. */
export async function lockBooks(sql: Sql, subscriptionId: string): Promise<void> {
  await sql.run('orders.lock-books', ofOne, [subscriptionId])
}

/** The same for a batch of subscriptions on which something falls due. */
export async function lockBooksOfDue(sql: Sql, subscriptionIds: readonly string[]): Promise<void> {
  await sql.run('billing.lock-books', ofMany, [subscriptionIds])
}
