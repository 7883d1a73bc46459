import type { NewOrder, PaymentChoice } from '../../domain/order.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'

/** What a submit needs although a preview may leave it out: how it is paid, and where the receipt goes. */
export function refuseIncomplete(order: NewOrder, payment: PaymentChoice | undefined): Refusal | undefined {
  if (payment === undefined)
    return refuseAt('invalid_request', '/payment', 'The order must say how it is paid.')
  if (order.customer.email === undefined) return refuseEmail()
  return refuseUnsent(order)
}

function refuseEmail(): Refusal {
  const text = 'An e-mail address is needed: neither the order nor its basket has one.'
  return refuseAt('email_required', '/customerDetails/email', text)
}

/** A gift that is to be sent needs somebody to send it to. */
function refuseUnsent({ gift }: NewOrder): Refusal | undefined {
  if (gift === undefined || gift.sendEmail === false || gift.recipient?.email !== undefined) return undefined
  if (gift.sendEmail === undefined && gift.deliverAt === undefined && gift.startNow !== true) return undefined
  const text = 'To send the gift, the e-mail address of its recipient is needed.'
  return refuseAt('email_required', '/recipientDetails/email', text)
}
