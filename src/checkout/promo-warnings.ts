import type { Basket, BasketWarning } from '../domain/basket.ts'
import type { Offer } from '../domain/offer.ts'
import { saysWhyNot } from '../domain/promo-code.ts'
import { isRefused } from '../domain/refusal.ts'
import { propose } from '../orders/propose.ts'
import type { Services } from '../ports/services.ts'
import { someCountry } from './propose-basket.ts'

export type PlanningServices = Pick<Services, 'db' | 'random' | 'secrets' | 'settings' | 'tax' | 'clock'>

/** Which of a basket's promo codes do not apply now, and why. Costs nothing where there are none. */
export async function warnOfCodes(
  services: PlanningServices,
  { id, ownerId, items, country, discount, promoCodes }: Basket,
  offers: readonly Offer[],
): Promise<readonly BasketWarning[]> {
  if (promoCodes.length === 0) return []
  const proposal = await propose(services, services.db.read, {
    order: {
      type: 'new',
      checkoutId: id,
      items,
      paymentType: undefined,
      country: country ?? someCountry(offers),
      startAt: undefined,
      customer: {},
      billing: undefined,
      delivery: undefined,
      discount,
      promoCodes,
    },
    subject: {
      orderId: services.random.id('order'),
      ownerId,
      actor: 'client',
      at: services.clock.now(),
      sells: 'promised',
    },
  })
  if (isRefused(proposal)) return []
  return proposal.changeset.messages.filter(saysWhyNot).map(({ code, text }) => ({ code, message: text }))
}
