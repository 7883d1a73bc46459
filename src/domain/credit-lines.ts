import type { CreditMemoLine, Invoice, InvoiceLine } from './invoice.ts'
import { multiply } from './money.ts'

/** What is to be given back of one invoiced line, before it has a memo. Amounts are positive, minor units. */
export type Credit = Omit<CreditMemoLine, 'id'>

/** What a line was invoiced for and has not been credited yet, without tax. */
export function creditable(line: InvoiceLine): number {
  return line.amount - (line.credited ?? 0)
}

/** The same with its tax. */
export function creditableTotal(line: InvoiceLine): number {
  return creditable(line) + taxLeft(line)
}

/**
 * A credit of so much of a line (without tax, at most what is creditable), with its share of the tax: crediting a line wholly, in
 * however many steps, leaves exactly zero.
 */
export function creditOf(invoice: Pick<Invoice, 'id'>, line: InvoiceLine, amount: number): Credit {
  const credited = (line.credited ?? 0) + amount
  const taxSoFar = credited === line.amount ? line.tax : shareOf(line.tax, credited, line.amount)
  return toCredit(invoice, line, { amount, tax: Math.max(0, taxSoFar - (line.creditedTax ?? 0)) })
}

/** A credit of so much of a line, tax included, at most `creditableTotal`: to whom it is given, it comes to exactly that. */
export function creditOfTotal(invoice: Pick<Invoice, 'id'>, line: InvoiceLine, total: number): Credit {
  const gross = line.amount + line.tax
  const soFar = gross - creditableTotal(line) + total
  const share = shareOf(line.tax, soFar, gross) - (line.creditedTax ?? 0)
  // What rounding would move from one of the two to the other must be there to be moved.
  const tax = Math.min(Math.max(share, 0, total - creditable(line)), total, taxLeft(line))
  return toCredit(invoice, line, { amount: total - tax, tax })
}

function taxLeft({ tax, creditedTax = 0 }: InvoiceLine): number {
  return tax - creditedTax
}

function shareOf(whole: number, part: number, of: number): number {
  const share = multiply(whole, 1, { numerator: part, denominator: Math.max(1, of) })
  if (share === undefined) throw new Error('a share of an amount exceeds it')
  return share
}

/** What discounts took off was never asked for, so nothing of it is named. */
function toCredit(
  invoice: Pick<Invoice, 'id'>,
  line: InvoiceLine,
  { amount, tax }: Pick<Credit, 'amount' | 'tax'>,
): Credit {
  const {
    id,
    credited: _credited,
    creditedTax: _tax,
    creditedQuantity: _quantity,
    discount: _,
    ...charge
  } = line
  return { ...charge, amount, tax, invoiceId: invoice.id, invoiceLineId: id }
}
