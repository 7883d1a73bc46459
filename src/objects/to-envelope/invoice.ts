import type { z } from 'zod'
import type { invoiceData } from '../../contract/object-data.ts'
import type { Envelope } from '../../contract/objects.ts'
import type { InvoiceLine } from '../../domain/invoice.ts'
import { exactSum, toDecimal } from '../../domain/money.ts'
import type { ShownInvoice } from '../../ports/object-store.ts'
import { billToOf, kept } from './common.ts'
import { taxesOf, taxRateOf } from './tax.ts'

export function invoiceEnvelope(invoice: ShownInvoice): Envelope {
  return {
    ...kept,
    id: invoice.id,
    name: invoice.reference,
    record_type: 'invoice',
    status: invoice.status,
    reference: invoice.reference,
    owner: invoice.ownerId,
    customer: invoice.customerId,
    ...(invoice.orderId === undefined ? {} : { related: invoice.orderId }),
    created: invoice.createdAt,
    updated: invoice.updatedAt,
    data: dataOf(invoice),
  }
}

function dataOf(invoice: ShownInvoice): z.output<typeof invoiceData> {
  const { currency } = invoice
  return {
    number: invoice.number ?? null,
    order: invoice.orderId ?? null,
    subscriptions: [...invoice.subscriptionIds],
    date: invoice.issuedOn,
    issuedAt: invoice.issuedAt,
    dueDate: invoice.dueOn,
    overdue: invoice.overdueAt !== undefined && invoice.balance > 0,
    currency,
    amountWithoutTax: toDecimal(invoice.subtotal, currency),
    taxAmount: toDecimal(invoice.tax, currency),
    taxes: taxesOf(invoice.lines, invoice.currency),
    amount: toDecimal(invoice.total, currency),
    balance: toDecimal(invoice.balance, currency),
    paymentType: invoice.paymentType,
    invoiceItems: invoice.lines.map((line) => itemOf(line, currency)),
    billTo: billToOf(invoice),
  }
}

function itemOf(line: InvoiceLine, currency: string) {
  return {
    id: line.id,
    chargeName: line.label,
    productName: line.productName,
    processingType: 'Charge' as const,
    subscription: line.subscriptionId,
    subscriptionOffer: line.subscriptionOfferId,
    quantity: line.quantity,
    unitPrice: toDecimal(line.unitAmount, currency),
    amountWithoutTax: toDecimal(line.amount, currency),
    taxAmount: toDecimal(line.tax, currency),
    ...taxRateOf(line),
    ...(line.discount === undefined ? {} : { discount: toDecimal(line.discount, currency) }),
    credited: toDecimal(exactSum([line.credited ?? 0, line.creditedTax ?? 0]), currency),
    serviceStartDate: line.serviceStartOn,
    serviceEndDate: line.serviceEndOn,
  }
}
