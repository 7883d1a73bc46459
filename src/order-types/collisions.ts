import type { CustomerState } from '../domain/customer-state.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { PendingChange, SubscriptionOffer } from '../domain/subscription.ts'
import { dayInWords } from '../domain/words.ts'

/** The changes of a subscription that somebody asked for and that are still to come, the earliest first. */
export function changesToCome({
  pendingChanges,
}: Pick<CustomerState, 'pendingChanges'>): readonly PendingChange[] {
  return pendingChanges
    .filter(({ status, automatic }) => status === 'pending' && automatic !== true)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))
}

/** The change to come that says already what becomes of one of these subscription offers. */
export function collidingChange(
  state: Pick<CustomerState, 'pendingChanges'>,
  offers: readonly Pick<SubscriptionOffer, 'id'>[],
): PendingChange | undefined {
  const ids = new Set(offers.map(({ id }) => id))
  return changesToCome(state).find(({ ends, starts }) => [...ends, ...starts].some((id) => ids.has(id)))
}

/** Does it say already what becomes of what is held? The end of it all, and a charge to come, do not. */
export function changesOffers({ kind }: PendingChange): boolean {
  return kind !== 'cancellation' && kind !== 'add_charge'
}

/** 423: it would meet a change that is to come already. Says which, and how to go on. */
export function refuseCollision({ id, kind, effectiveOn, summary }: PendingChange): Refusal {
  return refuse(
    'change_pending',
    `A change is to come on ${dayInWords(effectiveOn)}: ${summary} Withdraw it (${id}) or wait for its day.`,
    { extra: { pending_change: { id, kind, effectiveDate: effectiveOn, summary } } },
  )
}
