import type { Change } from '../domain/change.ts'
import type { IdSource } from '../domain/id.ts'
import type { Instant } from '../domain/time.ts'
import type { OrderRecord, PaymentAttempt } from '../ports/order-store.ts'

interface Settled {
  readonly order: OrderRecord
  readonly attempt: PaymentAttempt
  /** What the order does beside being paid. */
  readonly changes: readonly Change[]
  readonly at: Instant
}

/** What a captured attempt adds to the order's changes: the method to charge later, and the payment of the invoice. */
export function settlementChanges(
  { order, attempt, changes, at }: Settled,
  ids: IdSource,
): readonly Change[] {
  const customerId = changes.flatMap((change) =>
    change.kind === 'add_customer' ? [change.customer.id] : [],
  )[0]
  const invoice = changes.flatMap((change) => (change.kind === 'issue_invoice' ? [change.invoice] : []))[0]
  if (customerId === undefined) throw new Error(`order ${order.id} has no customer to pay for`)
  const paymentMethodId = attempt.paymentMethodId ?? ids.id('pm', 'default')
  const method: readonly Change[] =
    attempt.paymentMethodId === undefined
      ? [
          {
            kind: 'add_payment_method',
            paymentMethod: {
              id: paymentMethodId,
              ownerId: order.ownerId,
              customerId,
              orderId: order.id,
              type: 'card',
              gateway: attempt.gateway,
              gatewayReference: attempt.method?.methodReference,
              card: attempt.method?.card,
              isDefault: true,
            },
          },
        ]
      : []
  if (invoice === undefined || attempt.amount === 0) return method
  return [
    ...method,
    {
      kind: 'record_payment',
      payment: {
        id: ids.id('payment', String(attempt.n)),
        reference: ids.reference(`payment/${attempt.n}`),
        ownerId: order.ownerId,
        customerId,
        orderId: order.id,
        invoiceId: invoice.id,
        paymentMethodId,
        status: 'captured',
        gateway: attempt.gateway,
        gatewayReference: attempt.gatewayReference ?? '',
        currency: attempt.currency,
        amount: attempt.amount,
        capturedAt: at,
      },
    },
  ]
}
