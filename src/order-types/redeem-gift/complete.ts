import type { RedeemGift } from '../../domain/order.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'

/** What a submit needs although a preview may leave it out: whose gift it is now. */
export function refuseIncomplete({ customer }: RedeemGift): Refusal | undefined {
  if (customer.email !== undefined) return undefined
  return refuseAt('email_required', '/customerDetails/email', 'An e-mail address is needed to claim a gift.')
}
