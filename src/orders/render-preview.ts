import type { PreviewFigures } from '../contract/preview.ts'
import type { Changeset } from '../domain/changeset.ts'
import type { ChargeLine } from '../domain/charge.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import { type DueDay, dueToday, invoicedDay, shownDays } from '../domain/dues.ts'
import type { CreditMemo, Invoice } from '../domain/invoice.ts'
import { exactSum, toDecimal } from '../domain/money.ts'
import { maxUpcomingEntries } from '../domain/schedule.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { LocalDate } from '../domain/time.ts'
import { localDay } from '../domain/time-zone.ts'
import { taxesOf, taxRateOf } from '../objects/to-envelope/tax.ts'
import { creditMessages, dueMessages } from './messages.ts'
import type { Proposal } from './propose.ts'

type Proposed = Pick<Proposal, 'facts' | 'changeset' | 'after'>

/** The state an order leads to, as a preview shows it. It reads what a submit would save and works nothing out again. */
export function renderPreview({ proposal }: { readonly proposal: Proposed }): PreviewFigures {
  const { facts, changeset, after } = proposal
  const { currency } = changeset
  const today = localDay(facts.at, facts.timeZone)
  const charged = invoicedDay(
    after.invoices.filter((invoice) => invoice.orderId === facts.orderId),
    today,
  )
  const upcoming = shownDays(after.schedules.filter((entry) => entry.dueOn > today))
  const days = charged === undefined ? upcoming : [charged, ...upcoming].slice(0, maxUpcomingEntries)
  const amountToday = exactSum([dueToday(after, facts.orderId), paidForEarlier(changeset)])
  const next = days.find((day) => day.on > today)
  return {
    preview: renderOrder(proposal, toDecimal(amountToday, currency)),
    schedule: days.map((day) => renderDay(day, after.subscriptions)),
    ...scheduleBefore(facts.before, today),
    effectiveDate: changeset.effectiveOn,
    nextSchedule:
      next === undefined
        ? null
        : { date: next.on, amount: toDecimal(next.amount + next.tax, currency), currency },
    messages: [
      ...dueMessages({ today, currency, amountToday, days }),
      ...creditMessages(after, { orderId: facts.orderId, days: upcoming }),
      ...changeset.messages,
    ],
  }
}

/** What the order collects for invoices that were there before. */
function paidForEarlier({ effects }: Changeset): number {
  const pays = effects.flatMap((effect) => (effect.kind === 'collect_payment' ? (effect.pays ?? []) : []))
  return exactSum(pays.map(({ amount }) => amount))
}

/** What would have been charged without the order, where there was something to change. */
function scheduleBefore(
  before: CustomerState,
  today: LocalDate,
): Pick<PreviewFigures, 'scheduleBefore'> | undefined {
  if (before.subscriptions.length === 0) return undefined
  const days = shownDays(before.schedules.filter((entry) => entry.dueOn > today))
  return { scheduleBefore: days.map((day) => renderDay(day, before.subscriptions)) }
}

function renderOrder({ facts, after }: Proposed, paidAmount: string): PreviewFigures['preview'] {
  const invoices = after.invoices.filter((invoice) => invoice.orderId === facts.orderId)
  const creditMemos = after.creditMemos.filter((memo) => memo.orderId === facts.orderId)
  return {
    success: true,
    orderNumber: facts.ids.reference('order'),
    orderId: facts.orderId,
    accountNumber: after.customers[0]?.reference ?? '',
    status: after.subscriptions[0]?.status ?? 'active',
    subscriptions: after.subscriptions.map(({ status, id, reference }) => ({
      status,
      subscriptionId: id,
      subscriptionNumber: reference,
    })),
    paidAmount,
    previewResult: {
      invoices: invoices.map((invoice) => renderInvoice(invoice, after.subscriptions)),
      creditMemos: creditMemos.map((memo) => renderCreditMemo(memo, after.subscriptions)),
    },
  }
}

function renderInvoice(invoice: Invoice, subscriptions: readonly Subscription[]) {
  const decimal = (minor: number) => toDecimal(minor, invoice.currency)
  return {
    amount: decimal(invoice.total),
    amountWithoutTax: decimal(invoice.subtotal),
    taxAmount: decimal(invoice.tax),
    taxes: taxesOf(invoice.lines, invoice.currency),
    targetDate: invoice.issuedOn,
    invoiceItems: invoice.lines.map((line) => renderItem(line, decimal, subscriptions)),
  }
}

function renderCreditMemo(memo: CreditMemo, subscriptions: readonly Subscription[]) {
  const decimal = (minor: number) => toDecimal(minor, memo.currency)
  return {
    amount: decimal(memo.total),
    amountWithoutTax: decimal(memo.subtotal),
    taxAmount: decimal(memo.tax),
    taxes: taxesOf(memo.lines, memo.currency),
    targetDate: memo.issuedOn,
    creditMemoItems: memo.lines.map((line) => ({
      ...renderItem(line, decimal, subscriptions),
      processingType: 'Credit' as const,
    })),
  }
}

function renderItem(
  line: ChargeLine & { readonly id: string },
  decimal: (minor: number) => string,
  subscriptions: readonly Subscription[],
) {
  return {
    chargeName: line.chargeName,
    chargeDescription: line.label,
    chargeNumber: line.id,
    processingType: 'Charge' as const,
    productName: line.productName,
    productRatePlanChargeId: `${line.subscriptionOfferId}/${line.chargeName}`,
    serviceStartDate: line.serviceStartOn,
    serviceEndDate: line.serviceEndOn,
    subscriptionNumber: subscriptions.find(({ id }) => id === line.subscriptionId)?.reference ?? '',
    unitPrice: decimal(line.unitAmount),
    amountWithoutTax: decimal(line.amount),
    taxAmount: decimal(line.tax),
    ...taxRateOf(line),
    ...(line.discount === undefined ? {} : { discount: decimal(line.discount) }),
    additionalInfo: { quantity: line.quantity, unitOfMeasure: 'Each' },
  }
}

function renderDay(day: DueDay, subscriptions: readonly Subscription[]): PreviewFigures['schedule'][number] {
  const decimal = (minor: number) => toDecimal(minor, day.currency)
  const only = day.lines.length === 1 ? day.lines[0] : undefined
  return {
    date: day.on,
    schedule_date: day.on,
    type: 'payment',
    description: describe(day.lines, subscriptions),
    amount: decimal(day.amount + day.tax),
    amountWithoutTax: decimal(day.amount),
    taxAmount: decimal(day.tax),
    currency: day.currency,
    ...(only === undefined ? {} : { unit_amount: decimal(only.unitAmount), quantity: only.quantity }),
    lineItems: day.lines.map((line) => ({
      chargeName: line.chargeName,
      productName: line.productName,
      processingType: 'Charge',
      quantity: line.quantity,
      amountWithoutTax: decimal(line.amount),
      taxAmount: decimal(line.tax),
      ...taxRateOf(line),
      ...taxRateOf(line),
      ...(line.discount === undefined ? {} : { discount: decimal(line.discount) }),
      serviceStartDate: line.serviceStartOn,
      serviceEndDate: line.serviceEndOn,
    })),
  }
}

/** The names of the subscriptions that are charged, each once. */
function describe(lines: readonly ChargeLine[], subscriptions: readonly Subscription[]): string {
  const charged = new Set(lines.map((line) => line.subscriptionId))
  return [...new Set(subscriptions.filter(({ id }) => charged.has(id)).map(({ name }) => name))].join(', ')
}
