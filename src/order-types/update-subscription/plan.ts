import { addDays } from '../../domain/calendar.ts'
import type { Change } from '../../domain/change.ts'
import type { Changeset, Message } from '../../domain/changeset.ts'
import { collectEffects } from '../../domain/charge-now.ts'
import type { Facts } from '../../domain/facts.ts'
import { fold } from '../../domain/fold.ts'
import type { UpdateSubscription } from '../../domain/order.ts'
import { isRefused, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Replacement, replaceOffers, scheduled, takeBackCancellation } from '../../domain/replacement.ts'
import type { PendingChange, Subscription } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { dayInWords } from '../../domain/words.ts'
import { changesToCome, collidingChange, refuseCollision } from '../collisions.ts'
import { livingSubscription } from '../living-subscription.ts'
import { byDay } from './days.ts'
import { type DayPlan, planDay } from './replacement.ts'
import type { PlacedUpdate } from './targets.ts'
import { refuseWhatComesLater } from './what-comes-later.ts'
import { withdrawnChanges } from './withdrawn.ts'

/**
 * Offers, add-ons and quantities change, each on its day; changes to come are taken back. What grows is charged for the rest of its
 * period, what shrinks is credited. A change that meets another one to come is refused (423).
 */
export function planUpdateSubscription(order: UpdateSubscription, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  const withdrawn = withdrawnChanges(order.updates, facts.before)
  if (isRefused(withdrawn)) return withdrawn
  const first = withdrawal(withdrawn, subscription, facts)
  const cleared: Facts = { ...facts, before: fold(facts.before, first) }
  const held = cleared.before.subscriptions[0] ?? subscription
  const today = localDay(facts.at, held.timeZone)
  const days = planDays(order, { subscription: held, facts: cleared, today })
  if (isRefused(days)) return days
  const replacements = days.flatMap(({ replacement }) => replacement ?? [])
  if (replacements.length === 0 && withdrawn.length === 0)
    return refuse('nothing_to_change', 'The subscription is as the updates ask for already.')
  const input = { ...facts, today, subscription: held, invoiceTermDays: facts.settings.invoiceTermDays }
  const { changes, after } = replaceOffers(facts.before, { first, replacements }, input)
  return {
    effectiveOn: replacements[0]?.on ?? today,
    currency: held.currency,
    changes,
    effects: collectEffects(after, input),
    messages: [...withdrawn.map(withdrawnMessage), ...days.flatMap((day) => dayMessages(day, today))],
  }
}

function withdrawal(
  withdrawn: readonly PendingChange[],
  subscription: Subscription,
  { before }: Facts,
): readonly Change[] {
  return withdrawn.flatMap((change): readonly Change[] =>
    change.kind === 'cancellation'
      ? takeBackCancellation(subscription, before)
      : [{ kind: 'withdraw_change', subscriptionId: change.subscriptionId, pendingChangeId: change.id }],
  )
}

interface Planning {
  readonly subscription: Subscription
  readonly facts: Facts
  readonly today: LocalDate
}

/** Day by day: each day meets what the days before it have come to. */
function planDays(order: UpdateSubscription, planning: Planning): readonly DayPlan[] | Refusal {
  const { facts, subscription } = planning
  const placed = order.updates.flatMap((update, index): readonly PlacedUpdate[] =>
    update.kind === 'withdraw' ? [] : [{ update, pointer: `/updates/${index}` }],
  )
  const days = byDay(placed, planning)
  if (isRefused(days)) return days
  const plans: DayPlan[] = []
  let state = facts.before
  for (const [on, updates] of days) {
    const plan = planDay({ on, updates, state, subscription, facts })
    if (isRefused(plan)) return plan
    const collision = plan.replacement && refuseColliding(plan.replacement, planning)
    if (collision) return collision
    plans.push(plan)
    if (plan.replacement) state = foldOne(state, plan.replacement, { plans, planning })
  }
  return plans
}

function foldOne(
  state: Facts['before'],
  replacement: Replacement,
  { plans, planning }: { plans: readonly DayPlan[]; planning: Planning },
): Facts['before'] {
  const { facts, subscription, today } = planning
  const input = { ...facts, today, subscription, invoiceTermDays: facts.settings.invoiceTermDays }
  return fold(state, [scheduled(replacement, plans.length, input)])
}

function refuseColliding(replacement: Replacement, { facts, subscription }: Planning): Refusal | undefined {
  const colliding = collidingChange(facts.before, replacement.ends)
  if (colliding) return refuseCollision(colliding)
  const { cancelOn } = subscription
  if (cancelOn === undefined || replacement.on < cancelOn) return refuseWhatComesLater(replacement, facts)
  const cancellation = changesToCome(facts.before).find(({ kind }) => kind === 'cancellation')
  return cancellation === undefined
    ? refuse(
        'change_pending',
        `The subscription is cancelled on ${dayInWords(cancelOn)}, before the change would take hold.`,
      )
    : refuseCollision(cancellation)
}

function withdrawnMessage({ effectiveOn, summary }: PendingChange): Message {
  return {
    level: 'info',
    code: 'change_withdrawn',
    text: `What was to come on ${dayInWords(effectiveOn)} will not: ${summary}`,
  }
}

function dayMessages({ replacement, notAllowed }: DayPlan, today: LocalDate): readonly Message[] {
  if (replacement === undefined) return []
  const { on, summary } = replacement
  const change: Message =
    on <= today
      ? { level: 'info', code: 'changes_today', text: `Today: ${summary}` }
      : {
          level: 'info',
          code: 'change_scheduled',
          text: `Until ${dayInWords(addDays(on, -1))} it stays as it is. On ${dayInWords(on)}: ${summary}`,
        }
  const ends = notAllowed.map(
    ({ name }): Message => ({
      level: 'warning',
      code: 'add_on_ends',
      text: `${name} ends on ${dayInWords(on)}: the new offer does not allow it.`,
    }),
  )
  return [change, ...ends]
}
