import type { Reconciliation } from '../../domain/reconciliation.ts'
import type {
  MoneyTry,
  OurPayment,
  OurRefund,
  ReconciliationStore,
} from '../../ports/reconciliation-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

const payment = `
  select p.id, p.gateway_reference, p.amount, p.currency, coalesce(p.elsewhere, false) as elsewhere, p.order_id, p.invoice_id,
    (select max(a.n) from payment_attempts a
      where a.order_id = p.order_id and a.gateway_reference = p.gateway_reference) as attempt,
    (select max(c.n) from collections c
      where c.invoice_id = p.invoice_id and c.gateway_reference = p.gateway_reference) as collection
  from payments p`

const refund = 'select r.id, r.status, r.gateway_reference, r.amount, r.currency from refunds r'

const within = (column: string) => `gateway = $1 and ${column} >= $2 and ${column} < $3`

/** A try that was made is over once it is declined, voided or captured. */
const attemptSql = `
  select 1 as found from payment_attempts a join orders o on o.id = a.order_id
  where a.order_id = $1 and a.n = $2 and o.status in ('submitted', 'processing', 'pending-payment')
    and a.state in ('started', 'challenged', 'abandoning', 'capturing', 'voiding')`

const collectionSql = `
  select 1 as found from collections c
  where c.invoice_id = $1 and c.n = $2 and c.state in ('started', 'capturing', 'voiding')`

const daysSql = `
  select d::date as day from generate_series($2::date, $3::date, interval '1 day') d
  where d >= (select date_trunc('day', min(p.recorded_at), 'UTC') at time zone 'UTC' from payments p
      where p.gateway = $1 and p.elsewhere is not true)
    and not exists (select 1 from reconciliations r where r.gateway = $1 and r.day = d::date
      and (r.ran_at is not null or r.claimed_until > clock_timestamp()))
  order by d`

const claimSql = `
  insert into reconciliations as r (gateway, day, claimed_until)
  values ($1, $2, clock_timestamp() + make_interval(secs => $3))
  on conflict (gateway, day) do update set claimed_until = excluded.claimed_until
  where r.ran_at is null and (r.claimed_until is null or r.claimed_until < clock_timestamp())`

const resultColumns = 'gateway, day, ran_at, payments, refunds, differences'

const saveSql = `
  insert into reconciliations (${resultColumns}) values ($1, $2, clock_timestamp(), $3, $4, $5)
  on conflict (gateway, day) do update set claimed_until = null, ran_at = excluded.ran_at, payments = excluded.payments,
    refunds = excluded.refunds, differences = excluded.differences
  returning ${resultColumns}`

const listSql = (place: string) => `
  select ${resultColumns} from reconciliations where ran_at is not null ${place} order by day desc, gateway desc limit $1`

export function reconciliationStore(sql: Sql): ReconciliationStore {
  const payments = async (name: string, where: string, values: readonly unknown[]) =>
    (await sql.rows(name, `${payment} where ${where} order by p.id`, values)).map((row) =>
      fromRow<OurPayment>(row),
    )
  const refunds = async (name: string, where: string, values: readonly unknown[]) =>
    (await sql.rows(name, `${refund} where ${where} order by r.id`, values)).map((row) =>
      fromRow<OurRefund>(row),
    )
  return {
    paymentsOf: ({ gateway, from, until }) =>
      payments('reconciliations.payments-of', `${within('recorded_at')} and elsewhere is not true`, [
        gateway,
        from,
        until,
      ]),
    paymentsNamed: (gateway, references) =>
      payments('reconciliations.payments-named', 'p.gateway = $1 and p.gateway_reference = any($2::text[])', [
        gateway,
        references,
      ]),
    refundsOf: ({ gateway, from, until }) =>
      refunds(
        'reconciliations.refunds-of',
        `r.id in (select id from refunds where ${within('settled_at')} and status = 'refunded'
          union select id from refunds where ${within('returned_at')} and returned_at is not null)`,
        [gateway, from, until],
      ),
    refundsNamed: (ids) => refunds('reconciliations.refunds-named', 'r.id = any($1::text[])', [ids]),
    isUnderWay: (money) => isUnderWay(sql, money),
    daysToDo: async ({ gateway, first, last }) =>
      (await sql.rows<{ day: string }>('reconciliations.days', daysSql, [gateway, first, last])).map(
        ({ day }) => day,
      ),
    claim: async (day, { gateway, seconds }) =>
      (await sql.run('reconciliations.claim', claimSql, [gateway, day, seconds])) > 0,
    save: async (result) => {
      const { gateway, day, payments: paid, refunds: back, differences } = result
      const values = [gateway, day, paid, back, JSON.stringify(differences)]
      const row = await sql.row('reconciliations.save', saveSql, values)
      if (row === undefined) throw new Error('a result was not written down')
      return fromRow<Reconciliation>(row)
    },
    list: async ({ limit, after }) => {
      const rows =
        after === undefined
          ? await sql.rows('reconciliations.list', listSql(''), [limit])
          : await sql.rows('reconciliations.list-after', listSql('and (day, gateway) < ($2::date, $3)'), [
              limit,
              after.day,
              after.gateway,
            ])
      return rows.map((row) => fromRow<Reconciliation>(row))
    },
  }
}

async function isUnderWay(sql: Sql, money: MoneyTry): Promise<boolean> {
  const found =
    money.kind === 'attempt'
      ? await sql.row('reconciliations.attempt', attemptSql, [money.orderId, money.n])
      : await sql.row('reconciliations.collection', collectionSql, [money.invoiceId, money.n])
  return found !== undefined
}
