import type { ChargeLine } from '../../src/domain/charge.ts'
import { type CustomerState, emptyState } from '../../src/domain/customer-state.ts'
import { isRefused } from '../../src/domain/refusal.ts'
import { passTime, tryStep } from '../support/history.ts'
import type { Books, Line } from './books.ts'
import { type Day, toText } from './days.ts'
import { doDeed, openBooks } from './deeds.ts'
import { passTo } from './pass-day.ts'
import { instantOf, purchase, requestOf, worldOf } from './product.ts'
import type { Story } from './story.ts'

/** What the model and the product say at one moment of a story. */
export interface Moment {
  readonly day: string
  readonly after: string
  readonly model: readonly string[]
  readonly product: readonly string[]
}

export interface Told {
  readonly moments: readonly Moment[]
  readonly refusals: readonly string[]
  readonly done: readonly string[]
  readonly books: Books
  readonly state: CustomerState
}

/** Tells a story to both. What the product refuses does not happen in the model either. */
export function tell(story: Story): Told {
  const world = worldOf(story)
  const bought = tryStep(world, emptyState, purchase(story), 0)
  if (isRefused(bought)) throw new Error(`the purchase is refused: ${bought.code} ${bought.detail}`)
  const books = openBooks(story)
  let state = bought.after
  let today = story.boughtOn
  const moments: Moment[] = [momentOf('the purchase', today, { books, state })]
  const refusals: string[] = []
  const done: string[] = []
  for (const [n, { after, deed }] of story.deeds.entries()) {
    state = passBy(state, { from: today, to: today + after, story })
    today += after
    passTo(books, today)
    const request = requestOf(deed, { state: passTime(state, instantOf(today, n + 1)), today, story })
    if (request === undefined) continue
    const result = tryStep(world, state, { at: instantOf(today, n + 1), request }, n + 1)
    if (isRefused(result)) {
      refusals.push(`${deed.what} ${result.code}`)
      continue
    }
    state = result.after
    doDeed(books, deed)
    done.push(deed.what)
    moments.push(momentOf(deed.what, today, { books, state }))
  }
  state = passBy(state, { from: today, to: today + story.rest, story })
  passTo(books, today + story.rest)
  moments.push(momentOf('the end', today + story.rest, { books, state }))
  return { moments, refusals, done, books, state }
}

/** Somebody looks now and then: however long nobody did, the same comes of it. */
function passBy(
  state: CustomerState,
  { from, to, story }: { from: Day; to: Day; story: Story },
): CustomerState {
  let now = state
  for (let day = from, n = 0; day < to; n += 1) {
    day = Math.min(to, day + (story.looks[n % story.looks.length] ?? 1))
    now = passTime(now, `${toText(day)}T00:30:00.000Z`)
  }
  return now
}

function momentOf(after: string, day: Day, { books, state }: { books: Books; state: CustomerState }): Moment {
  return {
    day: toText(day),
    after,
    model: books.lines.map(modelText).sort(),
    product: productLines(state).sort(),
  }
}

function productLines({ invoices, creditMemos }: CustomerState): string[] {
  return [
    ...invoices.flatMap(({ lines }) => lines.map((line) => productText('+', line))),
    ...creditMemos.flatMap(({ lines }) => lines.map((line) => productText('-', line))),
  ]
}

function productText(sign: '+' | '-', line: ChargeLine): string {
  const { serviceStartOn, serviceEndOn, chargeName, quantity, amount } = line
  return `${serviceStartOn} to ${serviceEndOn} ${sign} ${chargeName} ${quantity} ${amount}`
}

function modelText({ from, until, sign, charge, quantity, amount }: Line): string {
  return `${toText(from)} to ${toText(until)} ${sign} ${charge} ${quantity} ${amount}`
}
