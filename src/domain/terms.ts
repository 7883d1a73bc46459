import { addInterval } from './calendar.ts'
import type { Change } from './change.ts'
import { chargesEndOn } from './schedule.ts'
import type { Subscription } from './subscription.ts'
import type { LocalDate } from './time.ts'

/** Has the subscription ended by this day? Its end is its cancellation, or the end of a term that does not renew. */
export function hasEnded(subscription: Subscription, today: LocalDate): boolean {
  const endOn = chargesEndOn(subscription)
  return endOn !== undefined && endOn <= today
}

/** What the end of a term, or of the subscription, brings about by this day. */
export function termChanges(subscription: Subscription, today: LocalDate): readonly Change[] {
  if (subscription.status === 'cancelled' || subscription.status === 'expired') return []
  const endOn = chargesEndOn(subscription)
  if (endOn !== undefined && endOn <= today)
    return [
      {
        kind: 'end_subscription',
        subscriptionId: subscription.id,
        status: subscription.cancelOn === undefined ? 'expired' : 'cancelled',
        endOn,
      },
    ]
  return renewals(subscription, today)
}

/** One renewal for every term that has passed; each begins where the last one ended. */
function renewals(subscription: Subscription, today: LocalDate): readonly Change[] {
  const changes: Change[] = []
  const { renewalTerm } = subscription
  let ended = subscription.autoRenew ? subscription.termEndOn : undefined
  while (ended !== undefined && ended <= today) {
    const termEndOn: LocalDate | undefined =
      renewalTerm?.renewalType === 'TERMED' ? addInterval(ended, renewalTerm.length) : undefined
    changes.push({ kind: 'renew_term', subscriptionId: subscription.id, termStartOn: ended, termEndOn })
    ended = termEndOn
  }
  return changes
}
