import { type Facts, offerKey } from '../../domain/facts.ts'
import type { OfferUpdate } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { directionOf, switchDay } from '../../domain/switch-day.ts'
import type { LocalDate } from '../../domain/time.ts'
import { dayOfRequest } from '../day-of-request.ts'
import { holdingOn } from '../holding.ts'
import { type PlacedUpdate, type Target, toTargets } from './targets.ts'

export interface Held {
  readonly subscription: Subscription
  readonly facts: Facts
  readonly today: LocalDate
}

/** The updates day by day, the earliest first. Those of the offer itself are one change and share a day. */
export function byDay(
  updates: readonly PlacedUpdate[],
  held: Held,
): readonly (readonly [LocalDate, readonly PlacedUpdate[]])[] | Refusal {
  const days = new Map<LocalDate, PlacedUpdate[]>()
  const baseDay = dayOfBase(
    updates.filter(({ update }) => update.recordType === 'offer'),
    held,
  )
  if (isRefused(baseDay)) return baseDay
  for (const placed of updates) {
    const day = placed.update.recordType === 'offer' ? (baseDay ?? held.today) : dayOfAddOn(placed, held)
    if (isRefused(day)) return day
    days.set(day, [...(days.get(day) ?? []), placed])
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1))
}

function dayOfBase(updates: readonly PlacedUpdate[], held: Held): LocalDate | undefined | Refusal {
  const [first] = updates
  if (first === undefined) return undefined
  const named = new Set(updates.map(({ update }) => update.effectiveAt))
  named.delete(undefined)
  if (named.size > 1)
    return refuseAt(
      'invalid_request',
      `${first.pointer}/effective_date`,
      'What is added and removed of the offer itself happens on one day; send the same date with each.',
    )
  const [at] = named
  if (at !== undefined) return dayOfRequest(at, { ...held, pointer: `${first.pointer}/effective_date` })
  return usualDay(updates, held)
}

/** Upgrades at once, downgrades when the term ends, unless the new offer says otherwise. */
function usualDay(
  updates: readonly PlacedUpdate[],
  { subscription, facts, today }: Held,
): LocalDate | Refusal {
  const { base } = holdingOn(facts.before, today)
  if (base === undefined) return today
  const targets = toTargets(updates, [base], facts)
  if (isRefused(targets)) return targets
  const from = facts.heldOffers.get(offerKey(base.offer.id, base.offer.version))
  const to = nextBase(targets)
  const state = facts.before
  if (from === undefined || to === undefined) return today
  const direction = directionOf({ offer: from, quantity: base.quantity }, to)
  return switchDay(to.held === undefined ? to.offer : undefined, direction, { subscription, state, today })
}

/** What will be held: something new where there is one. */
export function nextBase(targets: readonly Target[]): Target | undefined {
  return targets.find(({ held }) => held === undefined) ?? targets.find(({ quantity }) => quantity > 0)
}

function dayOfAddOn({ update, pointer }: PlacedUpdate, held: Held): LocalDate | Refusal {
  const { subscription, facts, today } = held
  if (update.effectiveAt !== undefined)
    return dayOfRequest(update.effectiveAt, { subscription, today, pointer: `${pointer}/effective_date` })
  const offer = facts.offers.get(offerKey(update.id, update.version ?? ''))
  const direction = grows(update, held) ? 'upgrade' : 'downgrade'
  return switchDay(offer, direction, { subscription, state: facts.before, today })
}

function grows(update: OfferUpdate, { facts, today }: Held): boolean {
  if (update.kind !== 'set_quantity') return update.kind === 'add'
  const own = holdingOn(facts.before, today).addOns.find(
    ({ id, offer }) => update.id === id || update.id === offer.id,
  )
  return (update.quantity ?? 0) >= (own?.quantity ?? 0)
}
