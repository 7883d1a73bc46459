import type { Change } from '../../domain/change.ts'
import type { Changeset, Effect } from '../../domain/changeset.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Invoice, PaymentMethod } from '../../domain/invoice.ts'
import type { PaymentType } from '../../domain/offer.ts'
import type { ChangePayment, PaymentMeans } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { localDay } from '../../domain/time-zone.ts'
import { livingSubscription } from '../living-subscription.ts'
import { refusePaymentType } from './allowed.ts'
import { changeMessages } from './messages.ts'

/**
 * Another means of payment for the subscription, or for every one of its customer: a card that is checked and saved first, a saved
 * method, an invoice, or something that another system holds. What a past-due subscription owes is tried again with it at once.
 */
export function planChangePayment(order: ChangePayment, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  const method = methodOf(order.means, facts, subscription)
  if (isRefused(method)) return method
  const type = typeOf(order.means, method)
  const held = order.wholeCustomer ? livingOnes(facts.before) : [subscription]
  const refusal = refusePaymentType(type, held, facts)
  if (refusal) return refusal
  const owed = openInvoices(facts.before, held, type)
  return {
    effectiveOn: localDay(facts.at, subscription.timeZone),
    currency: subscription.currency,
    changes: [
      ...methodChanges(method, facts.before),
      ...held.map(({ id }): Change => {
        const payment = { type, paymentMethodId: method?.id }
        return { kind: 'set_payment', subscriptionId: id, payment }
      }),
    ],
    effects: [...saving(order.means, subscription), ...collecting(owed, type)],
    messages: changeMessages({ type, method, held, owed }),
  }
}

/** Known before it exists: a new card under the id that it will be saved by. Absent for invoices. Refusal: `not_found`. */
function methodOf(
  means: PaymentMeans | undefined,
  { before, ids, ownerId, orderId }: Facts,
  { customerId }: Subscription,
): PaymentMethod | undefined | Refusal {
  if (means?.type === 'invoice') return undefined
  if (means?.type === 'saved') {
    const saved = before.paymentMethods.find(({ id }) => id === means.paymentMethodId)
    return saved?.ownerId === ownerId && saved.deletedAt === undefined ? saved : noSuchMethod
  }
  const blank = {
    id: ids.id('pm', 'default'),
    ownerId,
    customerId,
    orderId,
    card: undefined,
    isDefault: true,
  }
  if (means?.type !== 'elsewhere') return { ...blank, type: 'card', gateway: '', gatewayReference: undefined }
  const { gateway, reference } = means
  return { ...blank, type: means.method, gateway, gatewayReference: reference }
}

const noSuchMethod = refuseAt('not_found', '/payment/token/id', 'The owner has no such payment method.')

function typeOf(means: PaymentMeans | undefined, method: PaymentMethod | undefined): PaymentType {
  if (means?.type === 'invoice') return 'invoice'
  return method?.type === 'external' || method?.type === 'zuora_card' ? method.type : 'card'
}

/** A card is added once the gateway has saved it. */
function methodChanges(
  method: PaymentMethod | undefined,
  { paymentMethods }: CustomerState,
): readonly Change[] {
  if (method === undefined || method.gatewayReference === undefined) return []
  if (paymentMethods.some(({ id }) => id === method.id))
    return [{ kind: 'set_default_method', paymentMethodId: method.id }]
  return [{ kind: 'add_payment_method', paymentMethod: method }]
}

function livingOnes({ subscriptions }: CustomerState): readonly Subscription[] {
  return subscriptions.filter(({ status }) => status === 'active' || status === 'pending')
}

/** What is open: all that a past-due subscription owes, to be tried again; by another means than a card, what was to be collected. */
function openInvoices(
  { invoices }: CustomerState,
  held: readonly Subscription[],
  type: PaymentType,
): readonly Invoice[] {
  const concerned = new Set(held.filter(({ pastDue }) => pastDue || type !== 'card').map(({ id }) => id))
  return invoices.filter(
    ({ balance, paymentType, subscriptionIds }) =>
      balance > 0 &&
      (type === 'card' || paymentType === 'card') &&
      subscriptionIds.some((id) => concerned.has(id)),
  )
}

function saving(means: PaymentMeans | undefined, { currency }: Subscription): readonly Effect[] {
  const isNewCard = means === undefined || means.type === 'card'
  return isNewCard ? [{ kind: 'save_payment_method', when: 'before', currency }] : []
}

function collecting(owed: readonly Invoice[], type: PaymentType): readonly Effect[] {
  if (owed.length === 0) return []
  const invoiceIds = owed.map(({ id }) => id)
  return [{ kind: type === 'card' ? 'collect_invoices' : 'stop_collecting', when: 'after', invoiceIds }]
}
