import type { Message } from '../../domain/changeset.ts'
import type { Invoice, PaymentMethod } from '../../domain/invoice.ts'
import { exactSum } from '../../domain/money.ts'
import type { PaymentType } from '../../domain/offer.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { moneyInWords } from '../../domain/words.ts'

interface Changed {
  readonly type: PaymentType
  readonly method: PaymentMethod | undefined
  readonly held: readonly Subscription[]
  readonly owed: readonly Invoice[]
}

/** What is paid how from now on, and what becomes of what is open. */
export function changeMessages({ type, method, held, owed }: Changed): readonly Message[] {
  const whom = held.length === 1 ? 'The subscription is' : `${held.length} subscriptions are`
  const text = `${whom} paid ${meansInWords(type, method)} from now on.`
  return [{ level: 'info', code: 'payment_changes', text }, ...owedMessages(type, owed)]
}

function meansInWords(type: PaymentType, method: PaymentMethod | undefined): string {
  if (type === 'invoice') return 'by invoice'
  if (type !== 'card') return `through ${method?.gateway}, which collects the money`
  const { card } = method ?? {}
  return card === undefined ? 'by the new card' : `by the ${card.brand} card ending in ${card.last4}`
}

function owedMessages(type: PaymentType, owed: readonly Invoice[]): readonly Message[] {
  const [first] = owed
  if (first === undefined) return []
  const total = moneyInWords(exactSum(owed.map(({ balance }) => balance)), first.currency)
  const what =
    owed.length === 1
      ? `The open invoice of ${total} is`
      : `${owed.length} open invoices of ${total} in all are`
  if (type === 'card')
    return [{ level: 'info', code: 'open_invoices_retried', text: `${what} tried again at once with it.` }]
  const text = `${what} not collected by card any more and must be paid otherwise.`
  return [{ level: 'warning', code: 'open_invoices_left', text }]
}
