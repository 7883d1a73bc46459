import { addDays, addInterval, firstPeriodAfter } from './calendar.ts'
import type { Change } from './change.ts'
import type { Term } from './offer.ts'
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
export function renewals(subscription: Subscription, today: LocalDate): readonly Change[] {
  const changes: Change[] = []
  let running: RunningTerm = subscription
  while (subscription.autoRenew && running.termEndOn !== undefined && running.termEndOn <= today) {
    running = termAfter(running, subscription.renewalTerm, running.termEndOn)
    const { termStartOn, termEndOn, termCycle } = running
    changes.push({ kind: 'renew_term', subscriptionId: subscription.id, termStartOn, termEndOn, termCycle })
  }
  return changes
}

/** A term with its first day, the first day after it, and how it is counted. */
export type RunningTerm = Pick<Subscription, 'termStartOn' | 'termEndOn' | 'termCycle'>

/** The first term of something that begins on this day. */
export function firstTerm(term: Term | undefined, on: LocalDate): RunningTerm {
  if (term?.renewalType !== 'TERMED') return { termStartOn: on, termEndOn: undefined, termCycle: undefined }
  const cycle = { anchorOn: on, length: term.length }
  return { termStartOn: on, termEndOn: addInterval(on, term.length), termCycle: cycle }
}

/** The term that begins where one ends: counted on from the same day where that leads to it, so that the 31st stays the 31st. */
export function termAfter(ended: RunningTerm, term: Term | undefined, on: LocalDate): RunningTerm {
  const anchorOn = ended.termCycle?.anchorOn ?? ended.termStartOn
  if (term?.renewalType !== 'TERMED') return firstTerm(term, on)
  const n = firstPeriodAfter(anchorOn, term.length, addDays(on, -1))
  if (addInterval(anchorOn, term.length, n) !== on) return firstTerm(term, on)
  return {
    termStartOn: on,
    termEndOn: addInterval(anchorOn, term.length, n + 1),
    termCycle: { anchorOn, length: term.length },
  }
}

/** The term that runs on a day to come, or ends on it. */
export function termRunningOn(subscription: Subscription, on: LocalDate): RunningTerm {
  const last = renewals(subscription, addDays(on, -1)).at(-1)
  return last?.kind === 'renew_term' ? last : subscription
}
