import type { Books, Change, Charge, Holding } from './books.ts'
import { type Day, firstFrom, isSameLength, later } from './days.ts'
import { beginDay, carryOut, chargeDay, endAll, firstTerm, paidOf, passDay } from './pass-day.ts'
import type { Deed, Price, Story } from './story.ts'

/** The books on the day of the order that buys; a subscription that begins later waits. */
export function openBooks({ products, boughtOn, startsIn, bought }: Story): Books {
  const start = boughtOn + startsIn
  const books: Books = {
    products,
    start,
    today: Math.min(start, boughtOn),
    holdings: [],
    changes: [],
    offer: bought[0]?.product ?? 0,
    term: undefined,
    cancelOn: undefined,
    settle: 'none',
    ended: false,
    lines: [],
  }
  books.term = firstTerm(books, books.offer, start)
  books.holdings = bought.map(({ product, quantity }) => ({
    product,
    quantity,
    from: start,
    to: undefined,
    charges: (products[product]?.prices ?? []).map((price) =>
      beginning(price, { quantity, on: start, beside: [] }),
    ),
    paid: [],
  }))
  beginDay(books)
  while (books.today < boughtOn) passDay(books)
  return books
}

export function doDeed(books: Books, deed: Deed): void {
  if (deed.what === 'cancel') cancel(books, deed)
  else if (deed.what === 'withdraw')
    withdraw(books, toCome(books).at(Math.min(deed.nth, books.changes.length - 1)))
  else swap(books, aboutProduct(books, deed))
}

/** Something ends, something begins, on a day. */
function swap(books: Books, deed: Swap): void {
  if (deed.what === 'change') takeBackCancellation(books)
  const on = dayOf(books, deed)
  const change = toChange(books, deed, on)
  for (const { holding } of change.ends) holding.to = on
  books.holdings.push(...change.starts)
  books.changes.push(change)
  if (on > books.today) return
  carryOut(books, change)
  for (const start of change.starts) chargeDay(books, start)
}

function takeBackCancellation(books: Books): void {
  books.cancelOn = undefined
  books.settle = 'none'
}

const toCome = ({ changes }: Books) => [...changes].sort((a, b) => a.on - b.on)

function withdraw(books: Books, change: Change | undefined): void {
  if (change === undefined) return
  for (const { holding } of change.ends) holding.to = undefined
  books.holdings = books.holdings.filter((holding) => !change.starts.includes(holding))
  books.changes = books.changes.filter((other) => other !== change)
}

function cancel(books: Books, { when, settle }: Deed & { what: 'cancel' }): void {
  const { today } = books
  const usual = today < books.start ? today : termEnd(books)
  books.cancelOn = when === undefined ? usual : today + when
  books.settle = settle
  if (books.cancelOn <= today) endAll(books)
}

/** When what runs now is over. */
function termEnd(books: Books): Day {
  if (books.today < books.start) return books.start
  if (books.term !== undefined) return books.term.end
  const used = paidOf(books)
    .flat()
    .filter(({ once, quantity, creditedQuantity }) => !once && creditedQuantity < quantity)
  return Math.max(books.today, ...used.map(({ to }) => to))
}

/** Farther ahead than the longest interval of a story, five years. */
const daysAhead = 2600

function nextCharge(books: Books): Day | undefined {
  const copy = structuredClone(books)
  copy.changes = []
  const { length } = copy.lines
  for (let n = 0; n < daysAhead && !copy.ended; n += 1) {
    passDay(copy)
    if (copy.lines.slice(length).some(({ sign }) => sign === '+')) return copy.today
  }
  return undefined
}

/** What is held of a product on a day, or will be when the subscription begins. */
function held({ holdings, start }: Books, day: Day, isIt: (product: number) => boolean): Holding | undefined {
  const on = Math.max(day, start)
  return holdings.find(
    ({ product, from, to }) => isIt(product) && from <= on && (to === undefined || to > on),
  )
}

function heldOffer(books: Books, day: Day): Holding | undefined {
  return held(books, day, (product) => books.products[product]?.kind === 'offer')
}

function heldAddOn(books: Books, day: Day, addOn: number): Holding | undefined {
  return held(books, day, (product) => product === addOn)
}

type Swap = Exclude<Deed, { what: 'cancel' | 'withdraw' }> & { readonly product: number }

function aboutProduct(books: Books, deed: Exclude<Deed, { what: 'cancel' | 'withdraw' }>): Swap {
  return { ...deed, product: deed.product ?? heldOffer(books, books.today)?.product ?? -1 }
}

function dayOf(books: Books, deed: Swap): Day {
  const { today, start } = books
  const named = 'when' in deed ? deed.when : undefined
  if (named !== undefined) return Math.max(today + named, start)
  switch (usual(books, deed)) {
    case 'immediate':
      return Math.max(today, start)
    case 'next_charge':
      return nextCharge(books) ?? termEnd(books)
    case 'term_end':
      return termEnd(books)
  }
}

function usual(books: Books, deed: Swap): 'immediate' | 'next_charge' | 'term_end' {
  if (deed.what === 'add') return 'immediate'
  if (deed.what === 'remove') return 'term_end'
  const product = books.products[deed.product]
  const offer =
    product?.kind === 'offer' ? heldOffer(books, books.today) : heldAddOn(books, books.today, deed.product)
  if (offer === undefined) return 'immediate'
  if (deed.what === 'change' && product?.switches !== undefined) return product.switches
  if (product?.kind === 'add_on') return deed.quantity < offer.quantity ? 'term_end' : 'immediate'
  const isDown = perDay(books, deed.product, deed.quantity) < perDay(books, offer.product, offer.quantity)
  return isDown ? 'term_end' : 'immediate'
}

/** Of what lasts: minor units a day, months and years as long as they are on average. */
function perDay({ products }: Books, product: number, quantity: number): number {
  const days = { days: 1, weeks: 7, months: 365.25 / 12, years: 365.25 }
  const lasting = (products[product]?.prices ?? []).filter(({ times }) => times === undefined)
  return lasting.reduce(
    (sum, { amount, every }) => (every ? sum + (amount * quantity) / (every.count * days[every.unit]) : sum),
    0,
  )
}

function toChange(books: Books, deed: Swap, on: Day): Change {
  const offer = heldOffer(books, on)
  const product = books.products[deed.product]
  if (product?.kind === 'add_on') return changeOfAddOn(books, deed, { on, offer })
  const quantity = 'quantity' in deed ? deed.quantity : 0
  const start = successor(books, { product: deed.product, quantity, on, replaces: offer, beside: offer })
  const isOther = offer?.product !== deed.product
  const notAllowed = deed.what === 'change' && !product?.takesAddOns ? addOns(books, on) : []
  return {
    on,
    ends: [
      ...(offer
        ? [{ holding: offer, fewer: isOther ? undefined : Math.max(0, offer.quantity - quantity) }]
        : []),
      ...notAllowed.map((holding) => ({ holding, fewer: undefined })),
    ],
    starts: [start],
    offer: deed.what === 'change' ? deed.product : undefined,
  }
}

/** All that are held; one planned ahead and one added before its day run beside each other. */
function addOns(books: Books, day: Day): readonly Holding[] {
  return books.holdings.filter(
    ({ product, from, to }) =>
      books.products[product]?.kind === 'add_on' && from <= day && (to === undefined || to > day),
  )
}

function changeOfAddOn(
  books: Books,
  deed: Swap,
  { on, offer }: { on: Day; offer: Holding | undefined },
): Change {
  const own = heldAddOn(books, on, deed.product)
  if (deed.what === 'remove')
    return { on, ends: own ? [{ holding: own, fewer: undefined }] : [], starts: [], offer: undefined }
  const quantity = deed.what === 'add' ? (own?.quantity ?? 0) + deed.quantity : deed.quantity
  const start = successor(books, { product: deed.product, quantity, on, replaces: own, beside: own ?? offer })
  const ends = own ? [{ holding: own, fewer: Math.max(0, own.quantity - quantity) }] : []
  return { on, ends, starts: [start], offer: undefined }
}

interface Beginning {
  readonly product: number
  readonly quantity: number
  readonly on: Day
  readonly replaces: Holding | undefined
  readonly beside: Holding | undefined
}

function successor(books: Books, { product, quantity, on, replaces, beside }: Beginning): Holding {
  const isSame = replaces?.product === product
  const charges = isSame
    ? replaces.charges.flatMap((charge) =>
        goingOn(charge, { before: replaces.quantity, quantity, on, books }),
      )
    : (books.products[product]?.prices ?? []).map((price) =>
        beginning(price, { quantity, on, beside: beside?.charges ?? [] }),
      )
  return { product, quantity, from: on, to: undefined, charges, paid: isSame ? replaces.paid : [] }
}

/** Another quantity of the same: what is paid stays paid, what is added is charged from the day on. */
function goingOn(
  charge: Charge,
  { before, quantity, on, books }: { before: number; quantity: number; on: Day; books: Books },
): readonly Charge[] {
  const { anchor, price } = charge
  const isToday = on <= books.today
  const added = Math.max(0, quantity - before)
  if (anchor > on || (anchor === on && !isToday)) return [{ ...charge, quantity }]
  if (price.every === undefined)
    return added === 0 ? [] : [{ ...charge, quantity: added, anchor: on, from: on, atFirst: undefined }]
  const begins = later(anchor, price.every, firstFrom(anchor, price.every, on)) === on
  return [{ ...charge, quantity, from: on, atFirst: begins && !isToday ? undefined : added }]
}

/** A price keeps the periods of what it comes in the place of, or rides on, when they are as long as its own. */
function beginning(
  price: Price,
  { quantity, on, beside }: { quantity: number; on: Day; beside: readonly Charge[] },
): Charge {
  const own = price.delay === undefined ? on : later(on, price.delay)
  const lasts = price.delay === undefined && price.every !== undefined && price.times === undefined
  const recurring = beside.filter((charge) => charge.price.every !== undefined)
  const isRunning = recurring.some(({ anchor }) => anchor <= on)
  const kept = recurring.find(
    (charge) =>
      charge.price.times === undefined &&
      isSameLength(charge.price.every, price.every) &&
      // A trial goes on; a price that is still to come is nobody's to keep while another is charged.
      (charge.anchor <= on || !isRunning),
  )
  const anchor = lasts && kept !== undefined ? kept.anchor : own
  return { price, quantity, anchor, from: Math.max(anchor, on), atFirst: undefined }
}
