import type { Change } from '../../domain/change.ts'
import type { Changeset, Message } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import { fold } from '../../domain/fold.ts'
import type { Invoice, PaymentApplication } from '../../domain/invoice.ts'
import { exactSum } from '../../domain/money.ts'
import type { PaidElsewhere, PayInvoice } from '../../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { localDay } from '../../domain/time-zone.ts'
import { moneyInWords } from '../../domain/words.ts'
import { paymentElsewhere } from '../paid-elsewhere.ts'
import { replacedCard, retriedWithIt } from './replaced-card.ts'
import { whatIsPaid } from './what-is-paid.ts'

/**
 * Pays open invoices of a subscription, one that has ended too: by card, by a saved method, by what the subscription is charged with;
 * or writes down that they were paid elsewhere. Never more than is open.
 */
export function planPayInvoice(order: PayInvoice, facts: Facts): Changeset | Refusal {
  const [subscription] = facts.before.subscriptions
  if (subscription === undefined) return refuse('not_found', 'There is no such subscription.')
  const pays = whatIsPaid(order, subscription, facts.before)
  if (isRefused(pays)) return pays
  const { means } = order
  if (means?.type === 'invoice')
    return refuseAt('payment_type_not_allowed', '/payment/type', 'An invoice is not paid by an invoice.')
  const amount = exactSum(pays.map((application) => application.amount))
  const { currency } = subscription
  const outside = means?.type === 'elsewhere' ? means : undefined
  return {
    effectiveOn: localDay(facts.at, subscription.timeZone),
    currency,
    changes:
      outside === undefined
        ? replacedCard(order, facts, subscription)
        : recorded(facts, subscription, { pays, amount, outside, paidAt: order.paidAt }),
    effects:
      outside === undefined
        ? [
            { kind: 'collect_payment', when: 'before', amount, currency, pays },
            ...retriedWithIt(order, facts, { subscription, pays }),
          ]
        : [],
    messages: messagesOf(facts.before.invoices, { pays, outside, currency }),
  }
}

interface PaidOutside {
  readonly pays: readonly PaymentApplication[]
  readonly amount: number
  readonly outside: PaidElsewhere
  readonly paidAt: PayInvoice['paidAt']
}

/** The money is there already: one payment under its name elsewhere, and nothing older is open any more where nothing is. */
function recorded(
  facts: Facts,
  subscription: Subscription,
  { pays, amount, outside, paidAt }: PaidOutside,
): readonly Change[] {
  const [first, ...others] = pays
  if (first === undefined) return []
  const { customerId, currency } = subscription
  const payment = paymentElsewhere(facts, {
    customerId,
    currency,
    amount,
    paymentMethodId: undefined,
    pays: [first, ...others],
    outside,
    paidAt,
  })
  const paid: Change = { kind: 'record_payment', payment }
  const isOpen = fold(facts.before, [paid]).invoices.some(({ balance }) => balance > 0)
  if (isOpen || !subscription.pastDue) return [paid]
  return [paid, { kind: 'set_past_due', subscriptionId: subscription.id, pastDue: false }]
}

interface Told {
  readonly pays: readonly PaymentApplication[]
  readonly outside: PaidElsewhere | undefined
  readonly currency: string
}

/** Each invoice with what is paid of it and what stays open. */
function messagesOf(invoices: readonly Invoice[], { pays, outside, currency }: Told): readonly Message[] {
  return pays.map(({ invoiceId, amount }) => {
    const invoice = invoices.find(({ id }) => id === invoiceId)
    const left = (invoice?.balance ?? 0) - amount
    const paid = moneyInWords(amount, currency)
    const how = outside === undefined ? 'is collected for' : `was paid through ${outside.gateway} for`
    const rest = left === 0 ? 'It is paid then.' : `${moneyInWords(left, currency)} of it stays open.`
    const text = `${paid} ${how} invoice ${invoice?.reference}. ${rest}`
    return {
      level: 'info',
      code: outside === undefined ? 'invoice_collected' : 'invoice_paid_elsewhere',
      text,
    }
  })
}
