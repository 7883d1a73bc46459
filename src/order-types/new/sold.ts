import type { Change, ChangeOf } from '../../domain/change.ts'
import type { Message } from '../../domain/changeset.ts'
import type { ChargeLine } from '../../domain/charge.ts'
import { sum } from '../../domain/money.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { Bundle } from './bundle.ts'
import { maxDailyTotal } from './eligibility.ts'
import { giftMessages } from './gift-messages.ts'
import { type GiftInput, giveSubscription } from './give-subscription.ts'
import { startMessages } from './messages.ts'

type Start = ChangeOf<'start_subscription'>

/** What an order sells: the subscriptions as they begin, what is due for them today, and what is said of them. */
export interface Sold {
  readonly starts: readonly Start[]
  readonly lines: readonly ChargeLine[]
  /** What else it does. */
  readonly changes: readonly Change[]
  readonly messages: readonly Message[]
}

/** Subscriptions that begin on their day: due is whatever their schedules say was due by today. */
export function soldToBuyer(starts: readonly Start[], bundles: readonly Bundle[], today: LocalDate): Sold {
  return {
    starts,
    lines: starts
      .flatMap(({ schedules }) => schedules)
      .filter((entry) => entry.status === 'invoiced')
      .flatMap((entry) => entry.lines),
    changes: [],
    messages: bundles.flatMap((bundle, index) => {
      const start = starts[index]
      return start === undefined ? [] : startMessages(bundle, start, today)
    }),
  }
}

/** Gifts: each waits for its recipient, and its whole term is due today. */
export function givenAway(starts: readonly Start[], input: GiftInput): Sold | Refusal {
  const given = starts.map((start) => giveSubscription(start, input))
  const lines = given.flatMap((gift) => gift.lines)
  const total = sum(lines.map(({ amount }) => amount))
  if (total === undefined || total > maxDailyTotal)
    return refuse('amount_too_large', 'The price of the whole term that is given is too large.')
  return {
    starts: given.map(({ start }) => start),
    lines,
    changes: given.flatMap(({ changes }) => changes),
    messages: given.flatMap((gift) => giftMessages(gift, input.giving, input.today)),
  }
}
