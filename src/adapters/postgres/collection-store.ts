import type { Invoice } from '../../domain/invoice.ts'
import type { CustomerDetails } from '../../domain/party.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { OverdueInvoice } from '../../ports/billing-store.ts'
import { type Collection, CollectionLost, type CollectionStore } from '../../ports/collection-store.ts'
import { isBeingOrdered } from './busy.ts'
import { fromJsonRow, fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

const columns = `c.invoice_id, c.n, c.state, c.amount, c.currency, c.gateway, c.payment_method_id, c.method_reference,
  c.gateway_reference, c.lease_holder`

/** A try of invoice `i` that is not over. */
export const hasOpenTry = `exists (select 1 from collections c where c.invoice_id = i.id and c.n = i.collect_attempts + 1)`

/**
 * Invoice `i` is to be tried, or its try to be ended: not while somebody alive is at it or an order is about to pay or lower it, and
 * not soon after it failed.
 */
export const isCollectable = `
  (${hasOpenTry} or i.balance > 0 and not ${isBeingOrdered('i')})
  and not exists (select 1 from due_failures f where f.kind = 'invoice' and f.subject_id = i.id
    and f.retry_at > clock_timestamp())
  and not exists (select 1 from collections c where c.invoice_id = i.id and c.n = i.collect_attempts + 1
    and c.lease_until > clock_timestamp())`

/** Whatever was paid or credited otherwise leaves the list. */
const claimSql = `
  with settled as (
    update invoices i set collect_at = null
    where i.id in (select i.id from invoices i where i.collect_at <= $1 and i.balance = 0 and not ${hasOpenTry}
      for update skip locked)
  ),
  due as (
    select i.id, i.collect_attempts + 1 as n, i.balance, i.currency, i.subscription_ids, i.collect_at, i.owner_id from invoices i
    where i.collect_at <= $1 and ${isCollectable}
    order by i.collect_at, i.id limit $2 for update skip locked
  ),
  claimed as (
    insert into collections as c (invoice_id, n, state, amount, currency, gateway, payment_method_id, method_reference,
      lease_holder, lease_until, created_at, updated_at)
    select due.id, due.n, 'started', due.balance, due.currency, m.gateway, m.id, m.gateway_reference,
      $3, clock_timestamp() + make_interval(secs => $4), $1, $1
    from due left join subscriptions s on s.id = due.subscription_ids[1]
      left join payment_methods m on m.id = s.payment ->> 'paymentMethodId' and m.deleted_at is null
    on conflict (invoice_id, n) do update set lease_holder = excluded.lease_holder, lease_until = excluded.lease_until
      where c.lease_until <= clock_timestamp()
    returning ${columns}
  )
  select claimed.*, due.owner_id from claimed join due on due.id = claimed.invoice_id order by due.collect_at, due.id`

/** An invoice (this row of `invoices`) as its buyer is told of it. */
export const asToldOf = (row: string) => `
  to_jsonb(${row}) - array['created_at', 'updated_at', 'collect_at', 'collect_attempts'] as invoice,
    (select jsonb_agg(to_jsonb(s) - 'created_at' - 'updated_at' order by s.id) from subscriptions s
     where s.id = any(${row}.subscription_ids)) as subscriptions,
    (select c.details from customers c where c.id = ${row}.customer_id) as customer`

export interface ToldOfRow {
  readonly invoice: object
  readonly subscriptions: object[] | null
  readonly customer: CustomerDetails | null
}

export function toToldOf({ invoice, subscriptions, customer }: ToldOfRow): OverdueInvoice {
  return {
    invoice: fromJsonRow<Invoice>(invoice),
    subscriptions: (subscriptions ?? []).map(fromJsonRow<Subscription>),
    customer: customer ?? {},
  }
}

/** $1 invoice. Its row and its subscriptions' rows are locked by the statements before. */
const inHandSql = `
  select ${asToldOf('i')},
    (select count(*) from collections c where c.invoice_id = i.id and c.state = 'declined') as declines,
    array(select s.id from subscriptions s where s.id = any(i.subscription_ids) and exists (
      select 1 from invoices o where o.subscription_ids @> array[s.id] and o.id <> i.id and o.status = 'open'
        and exists (select 1 from collections c where c.invoice_id = o.id and c.state = 'declined'))) as past_due_elsewhere,
    ${isBeingOrdered('i')} as being_ordered
  from invoices i where i.id = $1`

interface InHandRow extends ToldOfRow {
  readonly declines: number
  readonly past_due_elsewhere: string[]
  readonly being_ordered: boolean
}

export function collectionStore(sql: Sql): CollectionStore {
  return {
    claim: async ({ until, limit, lease }) => {
      const rows = await sql.rows('collections.claim', claimSql, [until, limit, lease.holder, lease.seconds])
      return rows.map((row) => fromRow<Collection>(row))
    },
    release: async ({ invoiceId, n, leaseHolder }) => {
      await sql.run(
        'collections.release',
        `update collections set lease_until = clock_timestamp()
         where invoice_id = $1 and n = $2 and lease_holder = $3`,
        [invoiceId, n, leaseHolder],
      )
    },
    takeInHand: async (invoiceId) => {
      await sql.run(
        'collections.lock',
        // Subscriptions come first, as for everybody who changes one.
        `with held as materialized (
           select s.id from subscriptions s
           where s.id = any(array(select unnest(i.subscription_ids) from invoices i where i.id = $1))
           order by s.id for update)
         select i.id from invoices i where i.id = $1 and (select count(*) from held) >= 0 for update`,
        [invoiceId],
      )
      const row = await sql.row<InHandRow>('collections.in-hand', inHandSql, [invoiceId])
      if (row === undefined) throw new Error(`invoice ${invoiceId} is gone`)
      return {
        ...toToldOf(row),
        declines: row.declines,
        pastDueElsewhere: new Set(row.past_due_elsewhere),
        isBeingOrdered: row.being_ordered,
      }
    },
    mark: async ({ invoiceId, n, leaseHolder }, { state, gatewayReference, declineCode, at }) => {
      const marked = await sql.run(
        'collections.mark',
        `update collections set state = $3, gateway_reference = coalesce($4, gateway_reference), decline_code = $5,
           updated_at = $6 where invoice_id = $1 and n = $2 and lease_holder = $7`,
        [invoiceId, n, state, gatewayReference ?? null, declineCode ?? null, at, leaseHolder],
      )
      if (marked === 0) throw new CollectionLost(`somebody else collects ${invoiceId} by now`)
    },
    schedule: async (invoiceId, attempts, nextAt) => {
      await sql.run(
        'collections.schedule',
        'update invoices set collect_attempts = $2, collect_at = $3 where id = $1',
        [invoiceId, attempts, nextAt ?? null],
      )
    },
  }
}
