import type { Change } from '../domain/change.ts'
import type { Changeset, Message } from '../domain/changeset.ts'
import { rescheduled } from '../domain/charge-now.ts'
import { inSteps } from '../domain/credits.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import type { Facts } from '../domain/facts.ts'
import { fold } from '../domain/fold.ts'
import type { Order } from '../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../domain/refusal.ts'
import { automaticRenewals, renewalToCome } from '../domain/renewal.ts'
import type { Subscription } from '../domain/subscription.ts'
import { localDay } from '../domain/time-zone.ts'
import { dayInWords } from '../domain/words.ts'

/** Orders after which a subscription may renew as something else than before. */
const deciding: ReadonlySet<Order['type']> = new Set([
  'new',
  'change_offer',
  'update_subscription',
  'add_offer',
  'renew',
])

/**
 * Plans an order and writes down how what it leads to renews. A renewal that nobody asked for stands in the way of nothing: it is
 * taken away before, and worked out anew afterwards, at the version of its offer that is published then.
 */
export function planWithRenewals(
  order: Order,
  facts: Facts,
  plan: (facts: Facts) => Changeset | Refusal,
): Changeset | Refusal {
  if (!deciding.has(order.type)) return plan(facts)
  const withdrawn = refuseWithdrawal(order, facts)
  if (withdrawn) return withdrawn
  const cleared: readonly Change[] = automaticRenewals(facts.before).map(({ id, subscriptionId }) => ({
    kind: 'withdraw_change',
    subscriptionId,
    pendingChangeId: id,
  }))
  const before = fold(facts.before, cleared)
  const planned = plan({ ...facts, before })
  if (isRefused(planned)) return planned
  const { changes, after } = renewals(fold(before, planned.changes), facts)
  if (cleared.length === 0 && changes.length === 0) return planned
  return {
    ...planned,
    changes: [...cleared, ...planned.changes, ...changes],
    messages: [...planned.messages, ...automaticRenewals(after).map(toMessage)],
  }
}

/** It follows from the offer: an order on the offer, or the end of the subscription, decides otherwise. */
function refuseWithdrawal(order: Order, { before }: Facts): Refusal | undefined {
  if (order.type !== 'update_subscription') return undefined
  const automatic = new Set(automaticRenewals(before).map(({ id }) => id))
  const index = order.updates.findIndex(
    (update) => update.kind === 'withdraw' && automatic.has(update.pendingChangeId),
  )
  if (index === -1) return undefined
  return refuseAt(
    'conflict',
    `/updates/${index}/id`,
    'The renewal follows from the offer that is held. Change the offer, renew with another one, or cancel.',
  )
}

function renewals(
  state: CustomerState,
  facts: Facts,
): { readonly changes: readonly Change[]; readonly after: CustomerState } {
  return inSteps(
    state,
    state.subscriptions.map((held) => (now: CustomerState) => renewal(now, held, facts)),
  )
}

function renewal(
  state: CustomerState,
  held: Subscription,
  { ids, orderId, at, taxRates, offers, heldOffers, renewalOffers = new Map() }: Facts,
): readonly Change[] {
  const today = localDay(at, held.timeZone)
  const toCome = renewalToCome(state, held, {
    ids,
    orderId,
    today,
    heldOffers: new Map([...heldOffers, ...offers]),
    renewalOffers,
  })
  if (toCome.length === 0) return []
  return inSteps(state, [
    () => toCome,
    (now) => rescheduled(now, { subscriptionId: held.id, ids, today, taxRates }),
  ]).changes
}

function toMessage({ effectiveOn, summary }: { effectiveOn: string; summary: string }): Message {
  return { level: 'info', code: 'renews_as', text: `On ${dayInWords(effectiveOn)}: ${summary}` }
}
