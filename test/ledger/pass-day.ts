import type { Books, Change, Charge, Holding, Paid, Term } from './books.ts'
import { type Day, type Every, firstFrom, later, share } from './days.ts'

/** Midnight: changes take hold, terms end, what is due is charged. */
export function passDay(books: Books): void {
  books.today += 1
  beginDay(books)
}

export function passTo(books: Books, day: Day): void {
  while (books.today < day) passDay(books)
}

export function beginDay(books: Books): void {
  const { today } = books
  if (books.ended) return
  for (const change of books.changes.filter(({ on }) => on === today)) carryOut(books, change)
  if (today >= (endOf(books) ?? Number.POSITIVE_INFINITY)) {
    endAll(books)
    return
  }
  if (today < books.start) return
  if (books.term?.end === today) books.term = nextTerm(books)
  for (const holding of books.holdings) chargeDay(books, holding)
}

/** The first day without the subscription, as things stand. */
export function endOf({ cancelOn, products, offer, term }: Books): Day | undefined {
  return cancelOn ?? (products[offer]?.renews ? undefined : term?.end)
}

export function endAll(books: Books): void {
  if (books.settle !== 'none') for (const paid of paidOf(books)) credit(books, paid, undefined)
  books.ended = true
  books.changes = []
}

/** Each list of what was paid, once. */
export function paidOf({ holdings }: Books): readonly Paid[][] {
  return [...new Set(holdings.map(({ paid }) => paid))]
}

export function firstTerm(books: Books, offer: number, from: Day): Term | undefined {
  const length = books.products[offer]?.term
  return length && { anchor: from, length, end: later(from, length) }
}

function nextTerm({ term, products, offer }: Books): Term | undefined {
  if (term === undefined) return undefined
  return termAfter(term, products[offer]?.renewal ?? products[offer]?.term ?? term.length)
}

/** Counted on from the same day where that leads to where the last one ended: so that the 31st stays the 31st. */
function termAfter(term: Term, length: Every): Term {
  const n = firstFrom(term.anchor, length, term.end)
  if (later(term.anchor, length, n) === term.end)
    return { anchor: term.anchor, length, end: later(term.anchor, length, n + 1) }
  return { anchor: term.end, length, end: later(term.end, length) }
}

/** What one holding charges on this very day. */
export function chargeDay(books: Books, { charges, from, to, paid }: Holding): void {
  const { today } = books
  if (today < from || (to !== undefined && today >= to)) return
  for (const charge of charges) {
    const line = lineOf(charge, today)
    if (line === undefined) continue
    paid.push(line)
    const { charge: name, quantity, amount } = line
    books.lines.push({
      sign: '+',
      day: today,
      charge: name,
      quantity,
      amount,
      from: line.from,
      until: line.to - 1,
    })
  }
}

function lineOf(charge: Charge, today: Day): Paid | undefined {
  const { price, anchor, from, quantity } = charge
  const { name, amount: unit, every, times } = price
  const common = { charge: name, unit, credited: 0, creditedQuantity: 0 }
  if (every === undefined) {
    if (today !== anchor) return undefined
    const amount = share(unit, quantity, 1, 1)
    return { ...common, once: true, quantity, from: today, to: today + 1, days: 1, amount }
  }
  if (today < from) return undefined
  const next = firstFrom(anchor, every, today)
  const begins = later(anchor, every, next) === today
  if (!begins && today !== from) return undefined
  const n = begins ? next : next - 1
  if (times !== undefined && n >= times) return undefined
  const many = today === from ? (charge.atFirst ?? quantity) : quantity
  if (many === 0 && charge.atFirst === 0) return undefined
  const to = later(anchor, every, n + 1)
  const days = to - later(anchor, every, n)
  const amount = share(unit, many, to - today, days)
  return { ...common, once: false, quantity: many, from: today, to, days, amount }
}

export function carryOut(books: Books, change: Change): void {
  for (const { holding, fewer } of change.ends) if (fewer !== 0) credit(books, holding.paid, fewer)
  books.changes = books.changes.filter((other) => other !== change)
  if (change.offer === undefined) return
  books.offer = change.offer
  const length = books.products[change.offer]?.term
  if (length !== undefined && change.on === books.term?.end) books.term = termAfter(books.term, length)
  else if (length === undefined || !isSameUnits(length, books.term?.length))
    books.term = firstTerm(books, change.offer, change.on)
}

function isSameUnits(one: Every, other: Every | undefined): boolean {
  return one.unit === other?.unit && one.count === other.count
}

/** From today on so many are not used (absent: none of it is): what was added last goes back first. */
function credit(books: Books, paid: readonly Paid[], fewer: number | undefined): void {
  const { today } = books
  const left = new Map<string, number>()
  const running = paid.filter(({ once, to }) => !once && to > today).reverse()
  for (const line of running.sort((a, b) => b.from - a.from)) {
    const rest = line.quantity - line.creditedQuantity
    const wanted = left.get(line.charge) ?? fewer ?? Number.POSITIVE_INFINITY
    const quantity = Math.min(wanted, rest)
    left.set(line.charge, wanted - quantity)
    if (quantity > 0) creditLine(books, line, quantity)
  }
}

function creditLine(books: Books, line: Paid, quantity: number): void {
  const { today } = books
  const from = Math.max(line.from, today)
  const open = line.amount - line.credited
  const isAllOfIt = line.from >= today && quantity === line.quantity - line.creditedQuantity
  const amount = isAllOfIt ? open : Math.min(open, share(line.unit, quantity, line.to - from, line.days))
  line.credited += amount
  line.creditedQuantity += quantity
  if (amount === 0) return
  books.lines.push({ sign: '-', day: today, charge: line.charge, quantity, amount, from, until: line.to - 1 })
}
