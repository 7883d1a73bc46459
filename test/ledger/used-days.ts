import { expect } from 'vitest'
import type { CustomerState } from '../../src/domain/customer-state.ts'
import type { SubscriptionOffer } from '../../src/domain/subscription.ts'
import { type Day, later, toDay } from './days.ts'

/**
 * No day is charged twice and none is left out: of every charge, what was invoiced for a day less what was credited of it is what was
 * held on that day. Numbers of units, not money; charges of nothing, of which no credits are written, are passed over.
 */
export function expectDaysUsedOnce(state: CustomerState, day: Day): void {
  const today = Math.min(day, lastDayOf(state))
  const held = new Map<string, Map<Day, number>>()
  const paid = new Map<string, Map<Day, number>>()
  const rootOf = rootsOf(state.subscriptionOffers)
  for (const offer of state.subscriptionOffers) addHeld(held, offer, { rootOf, today })
  const lines = [
    ...state.invoices.flatMap((invoice) => invoice.lines.map((line) => ({ line, sign: 1 }))),
    ...state.creditMemos.flatMap((memo) => memo.lines.map((line) => ({ line, sign: -1 }))),
  ]
  for (const { line, sign } of lines) {
    if (line.oneTime !== undefined || line.unitAmount < leastAmount) continue
    const key = `${rootOf(line.subscriptionOfferId)} ${line.chargeName}`
    const until = Math.min(today, toDay(line.serviceEndOn))
    add(paid, { key, from: toDay(line.serviceStartOn), until, quantity: sign * line.quantity })
  }
  expect(plain(paid)).toEqual(plain(held))
}

/** A day of nine years of less than this rounds to nothing, and is not credited. */
const leastAmount = 5_000

interface Stretch {
  readonly key: string
  readonly from: Day
  /** The last day. */
  readonly until: Day
  readonly quantity: number
}

/** Kept as the days on which a number changes. */
function add(days: Map<string, Map<Day, number>>, { key, from, until, quantity }: Stretch): void {
  if (until < from) return
  const of = days.get(key) ?? new Map<Day, number>()
  of.set(from, (of.get(from) ?? 0) + quantity)
  of.set(until + 1, (of.get(until + 1) ?? 0) - quantity)
  days.set(key, of)
}

function plain(days: ReadonlyMap<string, ReadonlyMap<Day, number>>): object {
  return Object.fromEntries(
    [...days]
      .map(
        ([key, of]) => [key, [...of].filter(([, change]) => change !== 0).sort(([a], [b]) => a - b)] as const,
      )
      .filter(([, of]) => of.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** The first of a line of the same offer in other quantities. */
function rootsOf(offers: readonly SubscriptionOffer[]): (id: string) => string {
  const byId = new Map(offers.map((offer) => [offer.id, offer]))
  const rootOf = (id: string): string => {
    const offer = byId.get(id)
    const before = offer?.replacesId === undefined ? undefined : byId.get(offer.replacesId)
    return before !== undefined && before.offer.id === offer?.offer.id ? rootOf(before.id) : id
  }
  return rootOf
}

function addHeld(
  held: Map<string, Map<Day, number>>,
  offer: SubscriptionOffer,
  { rootOf, today }: { rootOf: (id: string) => string; today: Day },
): void {
  const end = offer.endOn === undefined ? Number.POSITIVE_INFINITY : toDay(offer.endOn)
  for (const { name, unitAmount, anchorOn, interval, periods, quantity } of offer.charges) {
    if (interval === undefined || unitAmount < leastAmount) continue
    const anchor = toDay(anchorOn)
    const over = periods === undefined ? Number.POSITIVE_INFINITY : later(anchor, interval, periods)
    const from = Math.max(anchor, toDay(offer.startOn))
    add(held, {
      key: `${rootOf(offer.id)} ${name}`,
      from,
      until: Math.min(today, end - 1, over - 1),
      quantity,
    })
  }
}

/** Of a subscription that has ended: what is paid for later days and was not given back stays paid. */
function lastDayOf({ subscriptions }: CustomerState): Day {
  const [subscription] = subscriptions
  const { status, cancelOn, termEndOn } = subscription ?? {}
  const end = status === 'cancelled' ? cancelOn : status === 'expired' ? termEndOn : undefined
  return end === undefined ? Number.POSITIVE_INFINITY : toDay(end) - 1
}
