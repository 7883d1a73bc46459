import type { CustomerState } from '../../domain/customer-state.ts'
import type { Offer } from '../../domain/offer.ts'
import type { AddOffer } from '../../domain/order.ts'
import { type Refusal, refuse, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { dayInWords } from '../../domain/words.ts'
import { changesToCome, refuseCollision } from '../collisions.ts'

interface Fitting {
  readonly subscription: Subscription
  readonly offer: Offer
  readonly on: LocalDate
  readonly before: CustomerState
}

/** Why a discount cannot be attached on that day; `undefined` when it can. */
export function refuseUnfitDiscount(order: AddOffer, fitting: Fitting): Refusal | undefined {
  const { subscription, offer } = fitting
  if (order.quantity !== 1)
    return refuseAt('quantity_not_allowed', '/quantity', `${offer.displayName} is attached once.`)
  if (offer.currency !== '' && offer.currency !== subscription.currency)
    return refuseAt(
      'mixed_currencies',
      '/offer',
      `${offer.displayName} is in ${offer.currency}, the subscription in ${subscription.currency}.`,
    )
  if (offer.allowedCountries.length > 0 && !offer.allowedCountries.includes(subscription.country))
    return refuseAt(
      'country_not_allowed',
      '/offer',
      `${offer.displayName} is not for ${subscription.country}, only for ${offer.allowedCountries.join(', ')}.`,
    )
  return refuseHeld(fitting) ?? (order.savesFromCancelling ? undefined : refuseAfterEnd(fitting))
}

/** The same discount works once at a time, whichever version of it. */
function refuseHeld({ offer, on, before }: Fitting): Refusal | undefined {
  const held = before.subscriptionOffers.find(
    (one) =>
      one.discount !== undefined &&
      one.status !== 'ended' &&
      one.offer.id === offer.id &&
      (one.endOn === undefined || one.endOn > on),
  )
  if (held === undefined) return undefined
  const long = held.endOn === undefined ? 'for ever' : `until ${dayInWords(held.endOn)}`
  return refuseAt('already_held', '/offer', `${offer.displayName} is taken off already, ${long}.`)
}

function refuseAfterEnd({ subscription, on, before }: Fitting): Refusal | undefined {
  const { cancelOn } = subscription
  if (cancelOn === undefined || on < cancelOn) return undefined
  const cancellation = changesToCome(before).find(({ kind }) => kind === 'cancellation')
  return cancellation === undefined
    ? refuse('change_pending', `The subscription is cancelled on ${dayInWords(cancelOn)}.`)
    : refuseCollision(cancellation)
}
