import type { Change } from '../../domain/change.ts'
import type { Effect } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import type { PaymentApplication } from '../../domain/invoice.ts'
import type { PayInvoice } from '../../domain/order.ts'
import type { Subscription } from '../../domain/subscription.ts'

/** Only of a subscription that goes on and is charged by card: one that is paid otherwise stays so. */
function replaces(order: PayInvoice, { status, payment }: Subscription): boolean {
  const goesOn = status === 'active' || status === 'pending'
  return order.replacesCard === true && goesOn && payment.type === 'card'
}

/** The new card is saved with the payment, under the id by which it is named here. */
export function replacedCard(
  order: PayInvoice,
  { ids }: Facts,
  subscription: Subscription,
): readonly Change[] {
  if (!replaces(order, subscription)) return []
  const payment = { type: 'card', paymentMethodId: ids.id('pm', 'default') } as const
  return [{ kind: 'set_payment', subscriptionId: subscription.id, payment }]
}

/** What else is past due is tried with the new card at once, as when the card is changed. */
export function retriedWithIt(
  order: PayInvoice,
  { before }: Facts,
  {
    subscription,
    pays,
  }: { readonly subscription: Subscription; readonly pays: readonly PaymentApplication[] },
): readonly Effect[] {
  if (!replaces(order, subscription) || !subscription.pastDue) return []
  const isPaid = new Set(pays.map(({ invoiceId }) => invoiceId))
  const invoiceIds = before.invoices
    .filter(({ id, balance, paymentType }) => balance > 0 && paymentType === 'card' && !isPaid.has(id))
    .map(({ id }) => id)
  return invoiceIds.length === 0 ? [] : [{ kind: 'collect_invoices', when: 'after', invoiceIds }]
}
