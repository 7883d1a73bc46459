import type { Facts } from '../domain/facts.ts'
import type { Payment, PaymentApplication } from '../domain/invoice.ts'
import type { PaidElsewhere } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'

interface Paid extends Pick<Payment, 'customerId' | 'currency' | 'amount' | 'paymentMethodId'> {
  /** What it pays; the first is the invoice that it is shown with. */
  readonly pays: readonly [PaymentApplication, ...PaymentApplication[]]
  readonly outside: Pick<PaidElsewhere, 'gateway' | 'reference'>
  /** Absent: now. */
  readonly paidAt?: Instant | undefined
}

/** Money that another system took already: one payment under its name there. */
export function paymentElsewhere(
  { ids, orderId, ownerId, at }: Pick<Facts, 'ids' | 'orderId' | 'ownerId' | 'at'>,
  { pays, outside, paidAt = at, ...paid }: Paid,
): Payment {
  return {
    ...paid,
    id: ids.id('payment', 'elsewhere'),
    reference: ids.reference('payment/elsewhere'),
    ownerId,
    orderId,
    invoiceId: pays[0].invoiceId,
    applications: pays,
    status: 'captured',
    gateway: outside.gateway,
    gatewayReference: outside.reference,
    elsewhere: true,
    capturedAt: paidAt,
  }
}
