import type { NamedInvoice, PaymentImportStore } from '../../ports/payment-import-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

export function paymentImportStore(sql: Sql): PaymentImportStore {
  return {
    findInvoice: async (idOrNumber) => {
      const row = await sql.row(
        'payment-imports.find-invoice',
        `select id, currency, subscription_ids[1] as subscription_id from invoices where id = $1 or number = $1`,
        [idOrNumber],
      )
      return row && fromRow<NamedInvoice>(row)
    },
    claim: async ({ source, reference, clientId }) => {
      // Written although nothing changes, so that it answers whose it is in any case.
      const row = await sql.row<{ client_id: string }>(
        'payment-imports.claim',
        `insert into payment_imports as p (source, reference, client_id) values ($1, $2, $3)
         on conflict (source, reference) do update set client_id = p.client_id returning client_id`,
        [source, reference, clientId],
      )
      if (row === undefined) throw new Error('a payment that is imported belongs to somebody')
      return row.client_id
    },
  }
}
