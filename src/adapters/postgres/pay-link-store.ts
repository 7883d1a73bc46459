import type { Invoice, PaymentMethod } from '../../domain/invoice.ts'
import type { CustomerDetails } from '../../domain/party.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { PayLinkStore } from '../../ports/pay-link-store.ts'
import { fromJsonRow, fromStateRow } from './rows.ts'
import type { Sql } from './sql.ts'

const findSql = `
  select to_jsonb(i) - array['created_at', 'updated_at', 'collect_at', 'collect_attempts'] as invoice,
    (select jsonb_agg(to_jsonb(s) - 'created_at' - 'updated_at' order by array_position(i.subscription_ids, s.id))
     from subscriptions s where s.id = any(i.subscription_ids)) as subscriptions,
    (select c.details from customers c where c.id = i.customer_id) as customer,
    (select to_jsonb(m) from subscriptions s join payment_methods m on m.id = s.payment ->> 'paymentMethodId'
     where s.id = i.subscription_ids[1] and m.deleted_at is null) as method,
    (select c.decline_code from collections c where c.invoice_id = i.id and c.state = 'declined'
     order by c.n desc limit 1) as decline_code
  from invoices i where i.id = $1`

interface Row {
  readonly invoice: object
  readonly subscriptions: object[] | null
  readonly customer: CustomerDetails | null
  readonly method: object | null
  readonly decline_code: string | null
}

export function payLinkStore(sql: Sql): PayLinkStore {
  return {
    find: async (invoiceId) => {
      const row = await sql.row<Row>('pay-links.find', findSql, [invoiceId])
      if (row === undefined) return undefined
      return {
        invoice: fromJsonRow<Invoice>(row.invoice),
        subscriptions: (row.subscriptions ?? []).map(fromJsonRow<Subscription>),
        customer: row.customer ?? {},
        method: row.method === null ? undefined : fromStateRow<PaymentMethod>(row.method),
        declineCode: row.decline_code ?? undefined,
      }
    },
  }
}
