import type { NewOrder, PaymentChoice } from '../../domain/order.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'

/** What a submit needs although a preview may leave it out: how it is paid, and where the receipt goes. */
export function refuseIncomplete(order: NewOrder, payment: PaymentChoice | undefined): Refusal | undefined {
  if (payment === undefined)
    return refuseAt('invalid_request', '/payment', 'The order must say how it is paid.')
  if (order.customer.email !== undefined) return undefined
  const text = 'An e-mail address is needed: neither the order nor its basket has one.'
  return refuseAt('email_required', '/customerDetails/email', text)
}
