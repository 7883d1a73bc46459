import { carryOut } from '../../domain/carry-out.ts'
import type { Change } from '../../domain/change.ts'
import type { Changeset } from '../../domain/changeset.ts'
import { inSteps } from '../../domain/credits.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import type { Facts } from '../../domain/facts.ts'
import type { CancelSubscription } from '../../domain/order.ts'
import { isRefused, type Refusal } from '../../domain/refusal.ts'
import type { PendingChange, Subscription } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { localDay, localMidnight } from '../../domain/time-zone.ts'
import { changesToCome, refuseCollision } from '../collisions.ts'
import { livingSubscription } from '../living-subscription.ts'
import { nothingToRefund } from '../nothing-to-refund.ts'
import { cancelDay } from './cancel-day.ts'
import { cancellationMessages, cancelsAlready } from './messages.ts'

/**
 * Ends the subscription when its term ends, on a day, or today; what is paid and not used by then is kept, credited or paid back.
 * One that ends today takes what was to come along. One of a later day is a change to come: beside another it is refused (423), and
 * asked for again it stays the one that there is.
 */
export function planCancelSubscription(order: CancelSubscription, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  const { before } = facts
  const today = localDay(facts.at, subscription.timeZone)
  const on = cancelDay(order, { subscription, before, today })
  if (isRefused(on)) return on
  const toCome = changesToCome(before)
  const changeset = { effectiveOn: on, currency: subscription.currency, effects: [] }
  if (on > today) {
    const stands = toCome.find((change) => isSame(change, { on, settle: order.settle }))
    if (stands) return { ...changeset, changes: [], messages: [cancelsAlready(on)] }
    // A charge that is made before then stays.
    const inTheWay = toCome.find(({ kind, effectiveOn }) => kind !== 'add_charge' || effectiveOn >= on)
    if (inTheWay) return refuseCollision(inTheWay)
  }
  const { changes, after } = cancel(order, facts, { subscription, today, on })
  if (order.settle === 'refund' && on <= today && after.refunds.length === before.refunds.length)
    return nothingToRefund('Nothing was paid for days that are not used, or it is disputed.')
  const withdrawn = on > today ? [] : toCome
  return { ...changeset, changes, messages: cancellationMessages(order, { before, today, on, withdrawn }) }
}

function isSame(
  { kind, effectiveOn, settle }: PendingChange,
  asked: { readonly on: LocalDate; readonly settle: CancelSubscription['settle'] },
): boolean {
  return kind === 'cancellation' && effectiveOn === asked.on && settle === asked.settle
}

interface Days {
  readonly subscription: Subscription
  readonly today: LocalDate
  readonly on: LocalDate
}

/** Scheduled, and carried out in the same breath where its day is today. */
function cancel(
  { settle }: CancelSubscription,
  { before, ids, orderId, at }: Facts,
  { subscription, today, on }: Days,
): { readonly changes: readonly Change[]; readonly after: CustomerState } {
  const pendingChange: PendingChange = {
    id: ids.id('pending_change', 'cancellation'),
    ownerId: subscription.ownerId,
    subscriptionId: subscription.id,
    orderId,
    kind: 'cancellation',
    status: 'pending',
    effectiveOn: on,
    effectiveAt: localMidnight(on, subscription.timeZone),
    summary: `${subscription.name} is cancelled.`,
    ends: [],
    starts: [],
    settle,
  }
  const scheduling: readonly Change[] = [
    { kind: 'schedule_change', pendingChange, offers: [], entitlements: [] },
    { kind: 'set_cancel_date', subscriptionId: subscription.id, cancelOn: on },
  ]
  if (on > today) return inSteps(before, [() => scheduling])
  return inSteps(before, [
    () =>
      changesToCome(before).map(({ id }) => ({
        kind: 'withdraw_change' as const,
        subscriptionId: subscription.id,
        pendingChangeId: id,
      })),
    () => scheduling,
    (state) => carryOut(state, pendingChange, { subscription, ids, at, orderId }),
  ])
}
