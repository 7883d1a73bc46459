import { addDays, daysBetween } from '../../src/domain/calendar.ts'
import { type CustomerState, emptyState } from '../../src/domain/customer-state.ts'
import type { Invoice, InvoiceLine, Payment } from '../../src/domain/invoice.ts'
import { multiply } from '../../src/domain/money.ts'
import { stateAfter } from './history.ts'
import { anOffer } from './plan.ts'

/** Invoices, payments and a state that holds them, for tests of what is given back. Whatever a test does not care about is plain. */

/** A line for whole days of a period, its amount worked out from its price. */
export function aLine(line: Partial<InvoiceLine> = {}): InvoiceLine {
  const { serviceStartOn = '2026-06-01', serviceEndOn = '2026-06-30', quantity = 1, unitAmount = 3000 } = line
  const part =
    line.periodDays === undefined
      ? undefined
      : { numerator: daysBetween(serviceStartOn, addDays(serviceEndOn, 1)), denominator: line.periodDays }
  return {
    id: 'invoice_item-1',
    subscriptionId: 'sub-1',
    subscriptionOfferId: 'subscription_offer-1',
    chargeName: 'charge_1',
    label: 'Charge 1',
    productName: 'Business',
    quantity,
    unitAmount,
    amount: multiply(unitAmount, quantity, part) ?? 0,
    tax: 0,
    serviceStartOn,
    serviceEndOn,
    ...line,
  }
}

/** An invoice over these lines; `paid` of it was captured, in minor units. */
export function anInvoice(
  lines: readonly InvoiceLine[],
  { paid = 0, ...invoice }: Partial<Invoice> & { readonly paid?: number } = {},
): Invoice {
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0)
  const tax = lines.reduce((sum, line) => sum + line.tax, 0)
  const total = subtotal + tax
  return {
    id: 'invoice-1',
    reference: 'INVOICE1',
    ownerId: 'id-1',
    customerId: 'cus-1',
    orderId: undefined,
    subscriptionIds: ['sub-1'],
    status: paid === total ? 'paid' : 'open',
    issuedAt: '2026-06-01T00:00:00.000Z',
    issuedOn: '2026-06-01',
    dueOn: '2026-06-01',
    currency: 'GBP',
    subtotal,
    tax,
    total,
    balance: total - paid,
    paymentType: 'card',
    lines,
    billTo: { customer: {}, address: undefined },
    ...invoice,
  }
}

export function aPayment(payment: Partial<Payment> & { readonly amount: number }): Payment {
  return {
    id: 'payment-1',
    reference: 'PAYMENT1',
    ownerId: 'id-1',
    customerId: 'cus-1',
    orderId: undefined,
    invoiceId: 'invoice-1',
    paymentMethodId: 'pm-1',
    status: 'captured',
    gateway: 'sandbox',
    gatewayReference: 'ref-1',
    currency: 'GBP',
    capturedAt: '2026-06-01T00:00:00.000Z',
    ...payment,
  }
}

/** What is paid of each of these invoices was captured in one payment. */
export function invoicedState(invoices: readonly Invoice[]): CustomerState {
  const payments = invoices
    .filter(({ total, balance }) => total > balance)
    .map((invoice) =>
      aPayment({
        id: `payment-of-${invoice.id}`,
        invoiceId: invoice.id,
        amount: invoice.total - invoice.balance,
        capturedAt: invoice.issuedAt,
      }),
    )
  return { ...emptyState, ...aSubscription(), invoices, payments }
}

/** The subscription `sub-1` that they are for. */
function aSubscription(): Pick<CustomerState, 'subscriptions'> {
  const bought = stateAfter({ offers: [anOffer()] }, [
    {
      at: '2026-06-01T00:00:00.000Z',
      request: {
        order_type: 'new',
        country: 'GB',
        orderItems: [{ offer: 0 }],
        payment: { type: 'invoice' },
      },
    },
  ])
  return { subscriptions: bought.subscriptions.map((held) => ({ ...held, id: 'sub-1', ownerId: 'id-1' })) }
}
