import type { DocumentStore, InvoiceMoney, NamedDocument } from '../../ports/document-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

/** $1 the invoice, $2 its owner. A payment may pay several invoices. */
const paymentsSql = `
  select coalesce((
      select sum((a ->> 'amount')::bigint) from jsonb_array_elements(p.applications) a where a ->> 'invoiceId' = $1
    ), p.amount)::bigint as amount,
    to_char(p.captured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "capturedAt", m.card
  from payments p left join payment_methods m on m.id = p.payment_method_id
  where p.owner_id = $2 and (p.applications is null and p.invoice_id = $1
    or p.applications @> jsonb_build_array(jsonb_build_object('invoiceId', $1::text)))
  order by p.captured_at, p.id`

const creditsSql = `
  select m.id, m.reference, m.number, (a ->> 'amount')::bigint as amount, a ->> 'on' as "on"
  from credit_memos m, jsonb_array_elements(m.applications) a
  where m.owner_id = $2 and a ->> 'invoiceId' = $1
  order by a ->> 'on', m.issued_at, m.id`

const ofBasketSql = `
  select i.id from invoices i join orders o on o.id = i.order_id
  where o.checkout_id = $1 order by i.issued_at, i.id limit 1`

export function documentStore(sql: Sql): DocumentStore {
  return {
    moneyOf: async ({ id, ownerId }) => ({
      payments: (await sql.rows('documents.payments', paymentsSql, [id, ownerId])).map((row) =>
        fromRow<InvoiceMoney['payments'][number]>(row),
      ),
      credits: (await sql.rows('documents.credits', creditsSql, [id, ownerId])).map((row) =>
        fromRow<InvoiceMoney['credits'][number]>(row),
      ),
    }),
    nameInvoices: async (ids) =>
      (
        await sql.rows(
          'documents.name-invoices',
          'select id, reference, number from invoices where id = any($1::text[]) order by issued_at, id',
          [ids],
        )
      ).map((row) => fromRow<NamedDocument>(row)),
    invoiceOfBasket: async (basketId) =>
      (await sql.row<{ id: string }>('documents.of-basket', ofBasketSql, [basketId]))?.id,
  }
}
