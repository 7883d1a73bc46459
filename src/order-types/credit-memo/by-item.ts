import { type Credit, creditableTotal, creditOfTotal } from '../../domain/credit-lines.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import type { CreditedItem } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import { moneyInWords } from '../../domain/words.ts'
import { toMinor } from './to-minor.ts'

/** So much of each of these lines, tax included. */
export function creditsByItem(
  state: CustomerState,
  items: readonly CreditedItem[],
): readonly Credit[] | Refusal {
  const credits: Credit[] = []
  for (const [index, item] of items.entries()) {
    const credit = creditOfItem(state, item, `/items/${index}`)
    if (isRefused(credit)) return credit
    credits.push(credit)
  }
  return credits
}

function creditOfItem(
  { invoices, subscriptions }: CustomerState,
  { invoiceItemId, amount }: CreditedItem,
  pointer: string,
): Credit | Refusal {
  const invoice = invoices.find(({ lines }) => lines.some(({ id }) => id === invoiceItemId))
  const line = invoice?.lines.find(({ id }) => id === invoiceItemId)
  if (invoice === undefined || line === undefined || line.subscriptionId !== subscriptions[0]?.id)
    return refuseAt(
      'not_found',
      `${pointer}/invoiceItemId`,
      'The subscription has no invoice with such a line.',
    )
  const minor = toMinor(amount, invoice.currency, `${pointer}/amount`)
  if (isRefused(minor)) return minor
  const most = creditableTotal(line)
  if (minor <= most) return creditOfTotal(invoice, line, minor)
  return refuseAt(
    'exceeds_invoiced',
    `${pointer}/amount`,
    `At most ${moneyInWords(most, invoice.currency)} of this line can be credited.`,
  )
}
