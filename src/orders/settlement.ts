import type { Change } from '../domain/change.ts'
import type { Changeset } from '../domain/changeset.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import { fold } from '../domain/fold.ts'
import type { IdSource } from '../domain/id.ts'
import type { Payment, PaymentApplication, PaymentMethod } from '../domain/invoice.ts'
import { exactSum } from '../domain/money.ts'
import type { Instant } from '../domain/time.ts'
import type { OrderRecord, PaymentAttempt } from '../ports/order-store.ts'

interface Settled {
  readonly order: OrderRecord
  readonly changeset: Changeset
  readonly attempt: PaymentAttempt
  readonly at: Instant
}

/**
 * What the order does with the money it was given: its own changes, the method to charge later, the payment of its invoices, and
 * the subscription that is not past due any more.
 */
export function settled(
  before: CustomerState,
  settling: Settled,
  ids: IdSource,
): { readonly changes: readonly Change[]; readonly after: CustomerState } {
  const own = settling.changeset.changes
  const ordered = fold(before, own)
  const money = [...savedMethod(ordered, settling, ids), ...payments(ordered, settling, ids)]
  const paid = fold(ordered, money)
  const recovered = recovery(paid, settling)
  return { changes: [...own, ...money, ...recovered], after: fold(paid, recovered) }
}

/** A card that was given with the order is kept. It is the default once a subscription pays with it. */
function savedMethod(state: CustomerState, { order, attempt }: Settled, ids: IdSource): readonly Change[] {
  // What is held elsewhere is written down by the order itself.
  if (attempt.paymentMethodId !== undefined || attempt.type === 'elsewhere') return []
  const id = ids.id('pm', 'default')
  const paymentMethod: PaymentMethod = {
    id,
    ownerId: order.ownerId,
    customerId: customerOf(state, order),
    orderId: order.id,
    type: 'card',
    gateway: attempt.gateway,
    gatewayReference: attempt.method?.methodReference,
    card: attempt.method?.card,
    isDefault: state.subscriptions.some(({ payment }) => payment.paymentMethodId === id),
  }
  return [{ kind: 'add_payment_method', paymentMethod }]
}

function payments(state: CustomerState, settling: Settled, ids: IdSource): readonly Change[] {
  const { order, attempt, at } = settling
  const applications = applied(state, settling)
  const [first] = applications
  if (first === undefined) return []
  const payment: Payment = {
    id: ids.id('payment', String(attempt.n)),
    reference: ids.reference(`payment/${attempt.n}`),
    ownerId: order.ownerId,
    customerId: customerOf(state, order),
    orderId: order.id,
    invoiceId: first.invoiceId,
    applications: applications.length === 1 && first.items === undefined ? undefined : applications,
    paymentMethodId: attempt.paymentMethodId ?? ids.id('pm', 'default'),
    status: 'captured',
    gateway: attempt.gateway,
    gatewayReference: attempt.gatewayReference ?? '',
    ...(attempt.type === 'elsewhere' && { elsewhere: true as const }),
    currency: attempt.currency,
    amount: attempt.amount,
    capturedAt: at,
  }
  return [{ kind: 'record_payment', payment }]
}

/** What the changeset says the money pays, else what the order's own invoices ask for. It is all of the money, or a bug. */
function applied(
  { invoices }: CustomerState,
  { order, changeset, attempt }: Settled,
): readonly PaymentApplication[] {
  if (attempt.amount === 0) return []
  const collect = changeset.effects.find((effect) => effect.kind === 'collect_payment')
  const applications =
    collect?.pays ??
    invoices
      .filter(
        ({ orderId, balance, paymentType }) =>
          orderId === order.id && balance > 0 && (paymentType === 'card' || attempt.type === 'elsewhere'),
      )
      .map(({ id, balance }) => ({ invoiceId: id, amount: balance }))
  if (exactSum(applications.map(({ amount }) => amount)) !== attempt.amount)
    throw new Error(`order ${order.id} collects another amount than its invoices ask for`)
  return applications
}

/** A subscription that was past due is not when nothing older than the order is open any more. */
function recovery({ subscriptions, invoices }: CustomerState, { order }: Settled): readonly Change[] {
  const owing = new Set(
    invoices
      .filter(({ orderId, balance }) => orderId !== order.id && balance > 0)
      .flatMap(({ subscriptionIds }) => subscriptionIds),
  )
  return subscriptions
    .filter(({ id, pastDue }) => pastDue && !owing.has(id))
    .map(({ id }) => ({ kind: 'set_past_due', subscriptionId: id, pastDue: false }))
}

function customerOf({ customers }: CustomerState, order: OrderRecord): string {
  const [customer] = customers
  if (customer === undefined) throw new Error(`order ${order.id} has no customer to pay for`)
  return customer.id
}
