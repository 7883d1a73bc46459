import type { DisputedPayment, DisputeStore, UntoldDispute } from '../../ports/dispute-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

/** What comes late about the beginning is old news; what is known of the evidence is kept. */
const putSql = `
  insert into disputes as d (id, gateway, gateway_reference, payment_reference, status, currency, amount, reason, evidence_due_at,
    opened_at, closed_at, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $5 <> 'open' then $10::timestamptz end, $10, $10)
  on conflict (gateway, gateway_reference) do update set status = excluded.status, currency = excluded.currency,
    amount = excluded.amount, reason = excluded.reason,
    evidence_due_at = coalesce(excluded.evidence_due_at, d.evidence_due_at),
    closed_at = coalesce(d.closed_at, excluded.closed_at), updated_at = excluded.updated_at
  where d.status = 'open' or excluded.status <> 'open'`

/** The payment of a gateway's own, of which there is one under each name. */
const thePayment = 'gateway = $1 and gateway_reference = $2 and elsewhere is not true'

/** What is disputed in another currency than it was paid in holds all of it. */
const disputedSql = `
  update payments p set updated_at = $3, disputed = nullif(least(p.amount, (
    select coalesce(sum(case when d.currency = p.currency then d.amount else p.amount end), 0) from disputes d
    where d.gateway = p.gateway and d.payment_reference = p.gateway_reference and d.status in ('open', 'lost'))), 0)
  where ${thePayment}`

const newsSql = `
  update disputes d set told = d.status, payment_id = p.id, owner_id = p.owner_id, customer_id = p.customer_id,
    order_id = p.order_id, updated_at = $3
  from disputes before, payments p
  where d.gateway = $1 and d.payment_reference = $2 and d.told is distinct from d.status and before.id = d.id
    and p.gateway = d.gateway and p.gateway_reference = d.payment_reference and p.elsewhere is not true
  returning d.id, d.status, d.amount, d.currency, d.reason, d.evidence_due_at, d.payment_id, d.owner_id, d.order_id,
    before.told as told_before`

const orphansSql = `
  select d.gateway, d.payment_reference from disputes d
  where d.told is null and exists (select 1 from payments p where p.gateway = d.gateway
    and p.gateway_reference = d.payment_reference and p.elsewhere is not true)
  limit $1`

export function disputeStore(sql: Sql): DisputeStore {
  return {
    put: async ({ id, gateway, dispute, at }) => {
      const { reference, paymentReference, status, currency, amount, reason, evidenceDueAt } = dispute
      // The payment before its disputes, as whoever takes their news does.
      await lockPayment(sql, { gateway, paymentReference })
      await sql.run('disputes.put', putSql, [
        id,
        gateway,
        reference,
        paymentReference,
        status,
        currency,
        amount,
        reason,
        evidenceDueAt ?? null,
        at,
      ])
    },
    takeNews: (payment, at) => takeNews(sql, payment, at),
    findOrphans: async (limit) =>
      (await sql.rows('disputes.find-orphans', orphansSql, [limit])).map((row) =>
        fromRow<DisputedPayment>(row),
      ),
  }
}

/** Of two notices at once the second one counts what the first one wrote. */
async function lockPayment(sql: Sql, { gateway, paymentReference }: DisputedPayment): Promise<boolean> {
  const locked = await sql.row(
    'disputes.lock-payment',
    `select id from payments where ${thePayment} for update`,
    [gateway, paymentReference],
  )
  return locked !== undefined
}

async function takeNews(sql: Sql, payment: DisputedPayment, at: string) {
  if (!(await lockPayment(sql, payment))) return []
  const { gateway, paymentReference } = payment
  const values = [gateway, paymentReference, at]
  await sql.run('disputes.disputed', disputedSql, values)
  return (await sql.rows('disputes.take-news', newsSql, values)).map((row) => fromRow<UntoldDispute>(row))
}
