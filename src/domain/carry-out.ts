import type { Change } from './change.ts'
import type { Credit } from './credit-lines.ts'
import { creditChanges, inSteps } from './credits.ts'
import type { CustomerState } from './customer-state.ts'
import type { IdSource } from './id.ts'
import { refundChanges } from './refunds.ts'
import type { PendingChange, Subscription, SubscriptionOffer } from './subscription.ts'
import type { Instant } from './time.ts'
import { creditUnused } from './unused-days.ts'

export interface CarryOutInput {
  readonly subscription: Subscription
  readonly ids: IdSource
  readonly at: Instant
  /** The order that asked for it, while it is being done; absent where time brings it about. */
  readonly orderId: string | undefined
}

/**
 * What a change brings about on its day: what ends has ended, what begins is active, and the unused days of what ends are credited.
 * The same on the day of the order and on a later one. What begins is charged by whoever calls: with the schedule, or at once.
 */
export function carryOut(
  before: CustomerState,
  pending: PendingChange,
  input: CarryOutInput,
): readonly Change[] {
  const key = `change/${pending.id}`
  const memoId = input.ids.id('credit_memo', key)
  return inSteps(before, [
    () => [{ kind: 'carry_out_change', subscriptionId: pending.subscriptionId, pendingChangeId: pending.id }],
    () => (pending.kind === 'cancellation' ? [ending(pending)] : []),
    (state) =>
      creditChanges(state, {
        ...input,
        key,
        on: pending.effectiveOn,
        reason: pending.summary,
        credits: creditsOf(state, pending),
      }),
    (state) =>
      pending.settle === 'refund'
        ? refundChanges(state, { ...input, creditMemoId: memoId, subscriptionId: pending.subscriptionId })
        : [],
  ]).changes
}

function ending({ subscriptionId, effectiveOn }: PendingChange): Change {
  return { kind: 'end_subscription', subscriptionId, status: 'cancelled', endOn: effectiveOn }
}

/** The unused days of everything that ends; of a smaller quantity of the same, those of what goes. */
function creditsOf(state: CustomerState, pending: PendingChange): readonly Credit[] {
  const { effectiveOn: on } = pending
  if (pending.kind === 'cancellation' && (pending.settle ?? 'none') === 'none') return []
  const offers = state.subscriptionOffers
  const ended =
    pending.kind === 'cancellation'
      ? offers.filter(({ subscriptionId }) => subscriptionId === pending.subscriptionId)
      : offers.filter(({ id }) => pending.ends.includes(id))
  if (pending.kind === 'cancellation')
    return creditUnused(state, { on, subscriptionOfferIds: new Set(ended.map(({ id }) => id)) })
  return ended.flatMap((offer) => {
    const subscriptionOfferIds = lineOfDescent(offers, offer)
    const successor = offers.find(
      ({ id, replacesId }) => replacesId === offer.id && pending.starts.includes(id),
    )
    if (successor === undefined || !isSameOffer(offer, successor))
      return creditUnused(state, { on, subscriptionOfferIds })
    const quantity = offer.quantity - successor.quantity
    return quantity > 0 ? creditUnused(state, { on, subscriptionOfferIds, quantity }) : []
  })
}

/** Is only the quantity another? */
export function isSameOffer(
  one: Pick<SubscriptionOffer, 'offer'>,
  other: Pick<SubscriptionOffer, 'offer'>,
): boolean {
  return one.offer.id === other.offer.id && one.offer.version === other.offer.version
}

/** An offer and everything in whose place it came: what it uses may have been invoiced in the name of an earlier one. */
export function lineOfDescent(
  offers: readonly SubscriptionOffer[],
  offer: SubscriptionOffer,
): ReadonlySet<string> {
  const ids = new Set<string>()
  let current: SubscriptionOffer | undefined = offer
  while (current !== undefined && !ids.has(current.id)) {
    ids.add(current.id)
    const { replacesId }: SubscriptionOffer = current
    current = offers.find(({ id }) => id === replacesId)
  }
  return ids
}
