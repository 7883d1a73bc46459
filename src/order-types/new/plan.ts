import type { Change } from '../../domain/change.ts'
import type { Changeset, Effect } from '../../domain/changeset.ts'
import type { ChargeLine } from '../../domain/charge.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Invoice } from '../../domain/invoice.ts'
import { makeInvoice } from '../../domain/invoicing.ts'
import type { NewOrder } from '../../domain/order.ts'
import type { Address, StoredAddress } from '../../domain/party.ts'
import { isRefused, type Refusal } from '../../domain/refusal.ts'
import type { Taxes } from '../../domain/tax.ts'
import { bundleItems } from './bundle.ts'
import { discountMessages, orderDiscounts } from './discounts.ts'
import { refuseIneligible } from './eligibility.ts'
import { readGiving } from './gift-wish.ts'
import { asksFirst, changesElsewhere, messagesElsewhere } from './paid-elsewhere.ts'
import { judgePromoCodes } from './promo-codes.ts'
import { givenAway, soldToBuyer } from './sold.ts'
import { type StartDay, startDay } from './start-day.ts'
import { startSubscription } from './start-subscription.ts'
import { taxedTogetherToday, taxesOf } from './taxes.ts'

const invoiceKey = 'invoice'

/**
 * What buying these items does: one subscription for each offer (add-ons ride on theirs), its schedule, and one invoice
 * for everything due today or earlier; what is sold as a gift waits for its recipient. A card pays that invoice, or is saved for later when nothing is due.
 */
export function planNew(order: NewOrder, facts: Facts): Changeset | Refusal {
  const bundles = bundleItems(order.items, facts)
  if (isRefused(bundles)) return bundles
  const refusal = refuseIneligible(order, bundles, facts)
  if (refusal) return refusal
  const giving = readGiving(order, bundles, facts)
  if (isRefused(giving)) return giving
  const days = startDay(order.startAt, facts)
  if (isRefused(days)) return days
  const own = orderDiscounts(order.discount, bundles)
  if (isRefused(own)) return own
  const promos = judgePromoCodes(order.promoCodes ?? [], bundles, { ...facts, hasDiscount: own.length > 0 })
  const discounts = [...own, ...promos.discounts]

  const { ids } = facts
  const customerId = ids.id('cus', 'customer')
  const payment = paymentOf(order, facts)
  const invoiceId = ids.id('invoice', invoiceKey)
  const taxes = taxesOf(order, facts)
  const parties = { customerId, country: order.country ?? '', payment, invoiceId }
  const input = { facts, ...parties, discounts, taxes, ...days }
  const starts = taxedTogetherToday(
    bundles.map((bundle, index) => startSubscription(bundle, index, input)),
    taxes,
  )
  const sold =
    giving === undefined
      ? soldToBuyer(starts, bundles, days.today)
      : givenAway(starts, { facts, giving, today: days.today, customer: order.customer })
  if (isRefused(sold)) return sold
  const currency = starts[0]?.subscription.currency ?? ''
  const invoiced = { order, facts, days, customerId, currency, paymentType: payment.type, taxes }
  const invoice = invoiceFor(sold.lines, invoiced)
  const outside = changesElsewhere(order, facts, { customerId, invoice })
  const changes: Change[] = [
    { kind: 'add_customer', customer: toCustomer(order, facts, customerId) },
    ...toAddresses(order, facts, customerId),
    ...outside.method,
    ...sold.starts,
    ...sold.changes,
    ...promos.uses,
    ...(invoice === undefined ? [] : [{ kind: 'issue_invoice' as const, invoice }]),
    ...outside.paid,
  ]
  return {
    effectiveOn: days.startOn,
    currency,
    changes,
    effects: effectsOf(order, facts, { currency, payment, total: invoice?.total ?? 0 }),
    messages: [
      ...sold.messages,
      ...discountMessages(
        discounts,
        starts.flatMap(({ offers }) => offers),
        currency,
      ),
      ...promos.messages,
      ...messagesElsewhere(order, facts, invoice),
    ],
  }
}

/** A preview that does not say yet how it will be paid is planned as if by card. */
function paymentOf(order: NewOrder, { ids }: Facts) {
  const type = order.paymentType ?? 'card'
  const paymentMethodId =
    type === 'invoice' ? undefined : (order.savedPaymentMethodId ?? ids.id('pm', 'default'))
  return { type, paymentMethodId }
}

function toCustomer(order: NewOrder, { ids, ownerId, orderId }: Facts, id: string) {
  return { id, reference: ids.reference('customer'), ownerId, orderId, details: order.customer }
}

function toAddresses(order: NewOrder, facts: Facts, customerId: string): readonly Change[] {
  const given = [
    { relationship: 'billing', address: order.billing },
    { relationship: 'delivery', address: order.delivery },
  ] as const
  return given.flatMap(({ relationship, address }) => {
    if (address === undefined || isEmpty(address)) return []
    const stored: StoredAddress = {
      id: facts.ids.id('address', relationship),
      ownerId: facts.ownerId,
      customerId,
      orderId: facts.orderId,
      relationship,
      address,
    }
    return [{ kind: 'add_address' as const, address: stored }]
  })
}

function isEmpty(address: Address): boolean {
  return Object.values(address).every((value) => value === undefined || value === '')
}

interface InvoiceFacts {
  readonly order: NewOrder
  readonly facts: Facts
  readonly days: StartDay
  readonly customerId: string
  readonly currency: string
  readonly paymentType: string
  readonly taxes: Taxes
}

/** Everything that is due today, as one invoice; none when nothing is. */
function invoiceFor(
  lines: readonly ChargeLine[],
  { order, facts, days, ...rest }: InvoiceFacts,
): Invoice | undefined {
  if (lines.length === 0) return undefined
  return makeInvoice({
    ...rest,
    ids: facts.ids,
    key: invoiceKey,
    ownerId: facts.ownerId,
    orderId: facts.orderId,
    at: facts.at,
    issuedOn: days.today,
    termDays: facts.settings.invoiceTermDays,
    billTo: { customer: order.customer, address: order.billing },
    lines,
  })
}

function effectsOf(
  order: NewOrder,
  facts: Facts,
  { currency, payment, total }: { currency: string; payment: { type: string }; total: number },
): readonly Effect[] {
  const effects: Effect[] = []
  const isAsked = order.elsewhere !== undefined && asksFirst(order.elsewhere, facts)
  if ((payment.type === 'card' || isAsked) && total > 0)
    effects.push({ kind: 'collect_payment', when: 'before', amount: total, currency })
  else if (payment.type === 'card' && order.savedPaymentMethodId === undefined)
    effects.push({ kind: 'save_payment_method', when: 'before', currency })
  const { email } = order.customer
  if (email !== undefined) effects.push({ kind: 'mail_receipt', when: 'after', email })
  return effects
}
