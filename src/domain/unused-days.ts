import { addDays, daysBetween, laterOf } from './calendar.ts'
import { type Credit, creditable, creditableTotal, creditOf, creditOfTotal } from './credit-lines.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import { multiply } from './money.ts'
import type { LocalDate } from './time.ts'

/** What is read of an invoice; what is about to be one has it too. */
export type Invoiced = Pick<Invoice, 'id' | 'issuedAt' | 'lines'>

export interface Unused {
  /** First day that is not used: the day of a change is unused of the old. */
  readonly on: LocalDate
  /** Ids of the subscription offers of which less is used. */
  readonly subscriptionOfferIds: ReadonlySet<string>
  /** The charge, by its name; absent: every one. */
  readonly chargeName?: string
  /** How many go, for each charge; absent: all. */
  readonly quantity?: number
}

/**
 * The unused days of what was invoiced: unit price × quantity × unused days / days of the period, rounded once for each line, never
 * more than what is left of the line. What was added last goes first. One-time charges are not for days and give nothing back.
 */
export function creditUnused(
  { invoices }: { readonly invoices: readonly Invoiced[] },
  unused: Unused,
): readonly Credit[] {
  const left = new Map<string, number>()
  const credits: Credit[] = []
  for (const { invoice, line } of unusedLines(invoices, unused)) {
    const wanted = left.get(line.chargeName) ?? unused.quantity ?? Number.POSITIVE_INFINITY
    const quantity = Math.min(wanted, quantityLeft(line))
    left.set(line.chargeName, wanted - quantity)
    if (quantity <= 0) continue
    credits.push(unusedCredit(invoice, line, { on: unused.on, quantity }))
  }
  return credits
}

interface InvoicedLine {
  readonly invoice: Invoiced
  readonly line: InvoiceLine
}

function unusedLines(
  invoices: readonly Invoiced[],
  { on, subscriptionOfferIds, chargeName }: Unused,
): readonly InvoicedLine[] {
  return invoices
    .flatMap((invoice) => invoice.lines.map((line) => ({ invoice, line })))
    .filter(
      ({ line }) =>
        line.oneTime === undefined &&
        line.serviceEndOn >= on &&
        subscriptionOfferIds.has(line.subscriptionOfferId) &&
        (chargeName === undefined || line.chargeName === chargeName),
    )
    .sort(lastAddedFirst)
}

function lastAddedFirst(a: InvoicedLine, b: InvoicedLine): number {
  return later(a.line.serviceStartOn, b.line.serviceStartOn) || later(a.invoice.issuedAt, b.invoice.issuedAt)
}

function later(a: string, b: string): number {
  return a === b ? 0 : a > b ? -1 : 1
}

/** How many of a line are still used, or paid for at least. */
function quantityLeft({ quantity, creditedQuantity = 0 }: InvoiceLine): number {
  return quantity - creditedQuantity
}

interface Part {
  readonly on: LocalDate
  readonly quantity: number
}

function unusedCredit(invoice: Invoiced, line: InvoiceLine, part: Part): Credit {
  const startOn = laterOf(line.serviceStartOn, part.on)
  const isWhole = startOn === line.serviceStartOn
  const periodDays = isWhole ? line.periodDays : (line.periodDays ?? servedDays(line))
  return {
    ...(isInclusive(line) ? creditOfTotal : creditOf)(invoice, line, unusedAmount(line, part)),
    quantity: part.quantity,
    serviceStartOn: startOn,
    ...(periodDays === undefined ? {} : { periodDays }),
    unused: true,
  }
}

/**
 * A line whose price was reduced is divided by its own days; every other one from its unit price, so that it is rounded once.
 * With an inclusive tax the price has the tax in it, and so has what is given back of it.
 * Where nothing of a line was used and nothing of it stays, all that is left of it goes: roundings leave nothing behind.
 */
function unusedAmount(line: InvoiceLine, { on, quantity }: Part): number {
  if (line.serviceStartOn >= on && quantity === quantityLeft(line)) return leftOf(line)
  const numerator = daysBetween(laterOf(line.serviceStartOn, on), addDays(line.serviceEndOn, 1))
  const served = servedDays(line)
  const amount =
    line.discount === undefined
      ? multiply(line.unitAmount, quantity, { numerator, denominator: line.periodDays ?? served })
      : multiply(priceOf(line), quantity, { numerator, denominator: BigInt(served) * BigInt(line.quantity) })
  return Math.min(leftOf(line), amount ?? priceOf(line))
}

function isInclusive({ taxRate }: InvoiceLine): boolean {
  return taxRate?.inclusive === true
}

/** What the line was sold for. */
function priceOf(line: InvoiceLine): number {
  return isInclusive(line) ? line.amount + line.tax : line.amount
}

/** What has not been given back of it. */
function leftOf(line: InvoiceLine): number {
  return isInclusive(line) ? creditableTotal(line) : creditable(line)
}

function servedDays({ serviceStartOn, serviceEndOn }: InvoiceLine): number {
  return daysBetween(serviceStartOn, serviceEndOn) + 1
}
