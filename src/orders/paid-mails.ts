import { collectedOf } from '../billing/dunning-end.ts'
import type { Change } from '../domain/change.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import { applicationsOf } from '../domain/invoice.ts'
import { renderRecoveryMail } from '../pages/dunning-mail.ts'
import type { Mail } from '../ports/mailer.ts'
import type { OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'

/** Says that invoices are paid: to whoever paid by a link, and to whom was told before that they were not. */
export function paidMails(
  services: Pick<Services, 'settings'>,
  { request, actor }: OrderRecord,
  { changes, after }: { readonly changes: readonly Change[]; readonly after: CustomerState },
): readonly Mail[] {
  if (request.order.type !== 'pay_invoice') return []
  const recovered = changes.some((change) => change.kind === 'set_past_due' && !change.pastDue)
  const customer = after.customers[0]?.details ?? {}
  const { email } = customer
  if (email === undefined || !(recovered || actor === 'customer')) return []
  const paid = new Set(
    changes
      .flatMap((change) => (change.kind === 'record_payment' ? applicationsOf(change.payment) : []))
      .map(({ invoiceId }) => invoiceId),
  )
  return after.invoices
    .filter(({ id, balance }) => paid.has(id) && balance === 0)
    .map((invoice) => {
      const subscriptions = after.subscriptions.filter(({ id }) => invoice.subscriptionIds.includes(id))
      const mail = renderRecoveryMail(collectedOf(services, { invoice, subscriptions, customer }))
      // The same key as when it was collected: it is said once.
      return { key: `recovered/${invoice.id}`, to: email, ...mail }
    })
}
