import { unsupportedPaymentTypes } from '../contract/payment.ts'
import { type Refusal, refuseAt } from '../domain/refusal.ts'

/** A means of payment of the contract that is not taken here; without this it would read as a mistake. */
export function refuseUnsupportedPayment({
  payment,
}: Readonly<Record<string, unknown>>): Refusal | undefined {
  if (typeof payment !== 'object' || payment === null || !('type' in payment)) return undefined
  const { type } = payment
  if (typeof type !== 'string' || !unsupportedPaymentTypes.includes(type)) return undefined
  return refuseAt(
    'payment_type_not_supported',
    '/payment/type',
    `Payment by ${type} is not taken here. A payment that was taken elsewhere is named by "external".`,
  )
}
