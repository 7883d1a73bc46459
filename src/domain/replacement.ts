import { carryOut } from './carry-out.ts'
import type { Change } from './change.ts'
import { type ChargeInput, chargeNow, linesOfToday, rescheduled } from './charge-now.ts'
import { inSteps } from './credits.ts'
import type { CustomerState } from './customer-state.ts'
import type { PendingChange, Subscription, SubscriptionOffer, SubscriptionTerms } from './subscription.ts'
import { entitlementsOf, type Successor, toSubscriptionOffer } from './succession.ts'
import type { LocalDate } from './time.ts'
import { localMidnight } from './time-zone.ts'

/** What ends and what begins on one day, before it is written down. */
export interface Replacement {
  readonly kind: 'change_offer' | 'update_subscription' | 'add_charge' | 'renewal'
  readonly on: LocalDate
  readonly summary: string
  readonly ends: readonly SubscriptionOffer[]
  readonly starts: readonly Omit<Successor, 'ids' | 'orderId' | 'subscription' | 'on' | 'today'>[]
  readonly becomes: Partial<SubscriptionTerms> | undefined
}

/**
 * What an order does to a subscription whose offers change: each change is scheduled; one of today is carried out (what ends is
 * credited) and charged at once; what comes later is written down anew. `first` are changes that clear the way.
 */
export function replaceOffers(
  before: CustomerState,
  {
    first,
    replacements,
  }: { readonly first: readonly Change[]; readonly replacements: readonly Replacement[] },
  input: ChargeInput,
): { readonly changes: readonly Change[]; readonly after: CustomerState } {
  const { subscription, today, ids, taxRates } = input
  const now = replacements.filter(({ on }) => on <= today)
  const pending = replacements.map((replacement, n) => toPendingChange(replacement, n + 1, input))
  const startsNow = now.flatMap((replacement) =>
    replacement.starts.map(({ key }) => ids.id('subscription_offer', key)),
  )
  return inSteps(before, [
    () => first,
    () => replacements.map((replacement, n) => scheduled(replacement, n + 1, input)),
    ...pending
      .filter(({ effectiveOn }) => effectiveOn <= today)
      .map((change) => (state: CustomerState) => carryOut(state, change, input)),
    (state) => chargeNow(state, linesOfToday(state, startsNow, today), input),
    (state) => rescheduled(state, { subscriptionId: subscription.id, ids, today, taxRates }),
  ])
}

/** A cancellation that is taken back leaves no date behind. */
export function takeBackCancellation(
  { id, cancelOn }: Subscription,
  { pendingChanges }: Pick<CustomerState, 'pendingChanges'>,
): readonly Change[] {
  const withdrawn = pendingChanges.filter(
    ({ kind, status }) => kind === 'cancellation' && status === 'pending',
  )
  const clear: readonly Change[] =
    cancelOn === undefined ? [] : [{ kind: 'set_cancel_date', subscriptionId: id, cancelOn: undefined }]
  return [
    ...withdrawn.map(
      (change): Change => ({ kind: 'withdraw_change', subscriptionId: id, pendingChangeId: change.id }),
    ),
    ...clear,
  ]
}

function toPendingChange(
  { kind, on, summary, ends, starts, becomes }: Replacement,
  n: number,
  { subscription, ids, orderId }: ChargeInput,
): PendingChange {
  return {
    id: ids.id('pending_change', String(n)),
    ownerId: subscription.ownerId,
    subscriptionId: subscription.id,
    orderId,
    kind,
    status: 'pending',
    effectiveOn: on,
    effectiveAt: localMidnight(on, subscription.timeZone),
    summary,
    ends: ends.map(({ id }) => id),
    starts: starts.map(({ key }) => ids.id('subscription_offer', key)),
    becomes,
  }
}

/** The change that writes a replacement down; what it says can be folded to see what comes of it. */
export function scheduled(replacement: Replacement, n: number, input: ChargeInput): Change {
  return scheduling(replacement, toPendingChange(replacement, n, input), input)
}

function scheduling(
  { starts, on }: Replacement,
  pendingChange: PendingChange,
  { subscription, ids, orderId, today }: ChargeInput,
): Change {
  const successors = starts.map((start) => ({ ...start, on, today, subscription, ids, orderId }))
  return {
    kind: 'schedule_change',
    pendingChange,
    offers: successors.map(toSubscriptionOffer),
    entitlements: successors.flatMap(entitlementsOf),
  }
}
