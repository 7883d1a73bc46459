import { type Credit, creditableTotal, creditOfTotal } from '../../domain/credit-lines.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import type { Invoice, InvoiceLine } from '../../domain/invoice.ts'
import { allocate, exactSum } from '../../domain/money.ts'
import { type GiveCredit, mostSpreadInvoices } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import { moneyInWords } from '../../domain/words.ts'
import { toMinor } from './to-minor.ts'

interface Creditable {
  readonly invoice: Invoice
  /** Those of the subscription. */
  readonly lines: readonly InvoiceLine[]
  readonly total: number
}

/**
 * An amount, tax included, over what was invoiced and not credited yet: the last invoice first, over its lines in proportion to what
 * can be credited of them, by the largest remainder. A refund looks first where everything is paid.
 */
export function spreadCredits(
  { invoices, subscriptions }: CustomerState,
  { amount, as }: { readonly amount: string; readonly as: GiveCredit['as'] },
): readonly Credit[] | Refusal {
  const [subscription] = subscriptions
  if (subscription === undefined) return []
  const minor = toMinor(amount, subscription.currency, '/amount')
  if (isRefused(minor)) return minor
  const open = invoices.map((invoice) => toCreditable(invoice, subscription.id)).sort(lastFirst)
  const most = exactSum(open.map(({ total }) => total))
  if (minor > most)
    return refuseAt(
      'exceeds_invoiced',
      '/amount',
      `At most ${moneyInWords(most, subscription.currency)} can be credited over the last ${mostSpreadInvoices} invoices. Lines of older ones can be named in items.`,
    )
  const order = as === 'refund' ? [...open.filter(isPaid), ...open.filter((one) => !isPaid(one))] : open
  return takeInOrder(order, minor)
}

function takeInOrder(order: readonly Creditable[], amount: number): readonly Credit[] {
  const credits: Credit[] = []
  let left = amount
  for (const { invoice, lines, total } of order) {
    const taken = Math.min(left, total)
    if (taken === 0) continue
    left -= taken
    const shares = allocate(taken, lines.map(creditableTotal))
    for (const [index, line] of lines.entries())
      if (shares[index]) credits.push(creditOfTotal(invoice, line, shares[index]))
  }
  return credits
}

function toCreditable(invoice: Invoice, subscriptionId: string): Creditable {
  const lines = invoice.lines.filter((line) => line.subscriptionId === subscriptionId)
  return { invoice, lines, total: exactSum(lines.map(creditableTotal)) }
}

function isPaid({ invoice }: Creditable): boolean {
  return invoice.balance === 0
}

function lastFirst({ invoice: a }: Creditable, { invoice: b }: Creditable): number {
  if (a.issuedAt !== b.issuedAt) return a.issuedAt > b.issuedAt ? -1 : 1
  return a.id > b.id ? -1 : 1
}
