import type { ChargeLine } from '../../src/domain/charge.ts'
import { type CustomerState, emptyState } from '../../src/domain/customer-state.ts'
import { fold } from '../../src/domain/fold.ts'
import type { Invoice, Payment } from '../../src/domain/invoice.ts'
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
  readonly state: CustomerState
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
  let state = paidBy(story, bought.after)
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
    state = paidBy(story, result.after)
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
    now = paidBy(story, passTime(now, `${toText(day)}T00:30:00.000Z`))
  }
  return now
}

/** Everything that is open is paid, by whoever pays by card. */
function paidBy({ paysBy }: Story, state: CustomerState): CustomerState {
  if (paysBy === 'invoice') return state
  const open = state.invoices.filter(({ balance }) => balance > 0)
  return fold(
    state,
    open.map(({ balance, ...invoice }) => ({ kind: 'record_payment', payment: toPayment(invoice, balance) })),
  )
}

function toPayment(invoice: Omit<Invoice, 'balance'>, amount: number): Payment {
  const { id, reference, ownerId, customerId, orderId, currency, issuedAt } = invoice
  return {
    id: `payment-${id}`,
    reference,
    ownerId,
    customerId,
    orderId,
    invoiceId: id,
    paymentMethodId: undefined,
    status: 'captured',
    gateway: 'sandbox',
    gatewayReference: id,
    currency,
    amount,
    capturedAt: issuedAt,
  }
}

function momentOf(after: string, day: Day, { books, state }: { books: Books; state: CustomerState }): Moment {
  return {
    day: toText(day),
    after,
    state,
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
