import type { AppliedTax, ChargeLine } from './charge.ts'
import { allocate, exactSum, multiply } from './money.ts'
import type { StoredAddress } from './party.ts'
import type { LocalDate } from './time.ts'

/** A tax that holds in one place for a time. */
export interface TaxRate extends AppliedTax {
  /** Upper-case ISO 3166-1 alpha-2. */
  readonly country: string
  /** The part of ISO 3166-2 after the country, upper-case, such as `CA`; absent: the whole country. */
  readonly subdivision?: string | undefined
  /** First day; absent: always before `until`. */
  readonly from?: LocalDate | undefined
  /** First day on which it no longer holds; absent: no end. */
  readonly until?: LocalDate | undefined
}

/** Where a buyer is, as far as taxes ask. */
export interface Place {
  readonly country: string
  readonly subdivision: string | undefined
}

/** Everything that taxing a line asks for beside the line. */
export interface Taxes {
  readonly rates: readonly TaxRate[]
  readonly place: Place
}

const million = 1_000_000

/** Where the buyer is: as the billing address says, else the one of delivery, else the country of purchase. */
export function placeOf(
  addresses: readonly Pick<StoredAddress, 'relationship' | 'address'>[],
  countryOfPurchase: string,
): Place {
  const named = (['billing', 'delivery'] as const)
    .map((wanted) => addresses.find(({ relationship }) => relationship === wanted)?.address)
    .find((address) => address?.country !== undefined && address.country !== '')
  const country = named?.country ?? countryOfPurchase
  return { country, subdivision: subdivisionIn(country, named?.state) }
}

/** Written with its country or without: `US-CA` and `ca` are `CA`. */
function subdivisionIn(country: string, state: string | undefined): string | undefined {
  const code = state?.trim().toUpperCase()
  return code?.startsWith(`${country}-`) ? code.slice(country.length + 1) : code
}

/** The tax of a place on a day: its subdivision's own, else the country's. */
export function rateOn({ rates, place }: Taxes, on: LocalDate): TaxRate | undefined {
  let found: TaxRate | undefined
  for (const rate of rates) {
    if (rate.country !== place.country || !holdsOn(rate, on)) continue
    if (rate.subdivision === undefined) found ??= rate
    else if (rate.subdivision === place.subdivision) return rate
  }
  return found
}

function holdsOn({ from, until }: TaxRate, on: LocalDate): boolean {
  return (from === undefined || from <= on) && (until === undefined || on < until)
}

/**
 * The lines of one total with the tax of the day each is due. An exclusive tax comes on top of a line, rounded once. An inclusive
 * one is part of the price: it is worked out once over all lines that contain it and goes to them by largest remainder, so that
 * lines and total agree and no price moves. Whatever tax they had before is taken off first; a line in which nothing moves is the
 * same object.
 */
export function withTax<Line extends ChargeLine>(lines: readonly Line[], taxes: Taxes): readonly Line[] {
  const bare = lines.map(withoutTax)
  if (taxes.rates.length === 0) return bare
  const rates = bare.map((line) => rateOn(taxes, line.serviceStartOn))
  const shares = inclusiveShares(bare, rates)
  return bare.map((line, index) => {
    const rate = rates[index]
    if (rate === undefined) return line
    return unlessSame(lines[index] ?? line, taxedLine(line, rate, shares.get(index) ?? 0))
  })
}

/** The tax that each line with an inclusive rate contains, by its place in the list. */
function inclusiveShares(
  lines: readonly ChargeLine[],
  rates: readonly (TaxRate | undefined)[],
): ReadonlyMap<number, number> {
  const shares = new Map<number, number>()
  for (const rate of new Set(rates)) {
    if (rate?.inclusive !== true) continue
    const places = lines.map((_, index) => index).filter((index) => rates[index] === rate)
    const amounts = places.map((index) => lines[index]?.amount ?? 0)
    const contained = part(exactSum(amounts), { numerator: rate.rate, denominator: million + rate.rate })
    const split = allocate(contained, amounts)
    places.forEach((index, at) => {
      shares.set(index, split[at] ?? 0)
    })
  }
  return shares
}

function taxedLine<Line extends ChargeLine>(line: Line, rate: TaxRate, contained: number): Line {
  const taxRate = { name: rate.name, rate: rate.rate, inclusive: rate.inclusive }
  if (rate.inclusive) return { ...line, amount: line.amount - contained, tax: contained, taxRate }
  return { ...line, tax: part(line.amount, { numerator: rate.rate, denominator: million }), taxRate }
}

/** The line as its price has it. */
function withoutTax<Line extends ChargeLine>(line: Line): Line {
  if (line.taxRate === undefined && line.tax === 0) return line
  const { taxRate, ...rest } = line
  const amount = taxRate?.inclusive ? line.amount + line.tax : line.amount
  return { ...rest, amount, tax: 0 } as Line
}

function unlessSame<Line extends ChargeLine>(before: Line, now: Line): Line {
  const [one, other] = [before.taxRate, now.taxRate]
  const same =
    before.amount === now.amount &&
    before.tax === now.tax &&
    one?.name === other?.name &&
    one?.rate === other?.rate &&
    one?.inclusive === other?.inclusive
  return same ? before : now
}

function part(amount: number, fraction: { numerator: number; denominator: number }): number {
  const share = multiply(amount, 1, fraction)
  if (share === undefined) throw new Error('a tax exceeds what an amount can hold')
  return share
}

/** What one tax comes to over lines: minor units. */
export interface TaxTotal extends AppliedTax {
  readonly amount: number
  readonly tax: number
}

/** The taxes of lines, each once, in the order they are met. Lines without a tax are left out. */
export function taxTotals(lines: readonly ChargeLine[]): readonly TaxTotal[] {
  const totals = new Map<string, TaxTotal>()
  for (const { taxRate, amount, tax } of lines) {
    if (taxRate === undefined) continue
    const key = `${taxRate.rate} ${taxRate.inclusive} ${taxRate.name}`
    const sofar = totals.get(key) ?? { ...taxRate, amount: 0, tax: 0 }
    totals.set(key, { ...sofar, amount: sofar.amount + amount, tax: sofar.tax + tax })
  }
  return [...totals.values()]
}
