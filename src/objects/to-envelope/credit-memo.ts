import type { z } from 'zod'
import type { creditMemoData } from '../../contract/object-data.ts'
import type { Envelope } from '../../contract/objects.ts'
import type { CreditMemoLine } from '../../domain/invoice.ts'
import { toDecimal } from '../../domain/money.ts'
import type { ShownCreditMemo } from '../../ports/object-store.ts'
import { billToOf, kept } from './common.ts'
import { taxesOf, taxRateOf } from './tax.ts'

/** `open` while some of it is balance; `closed` once all of it was used or went back. */
export function creditMemoEnvelope(memo: ShownCreditMemo): Envelope {
  return {
    ...kept,
    id: memo.id,
    name: memo.reference,
    record_type: 'credit_memo',
    status: memo.remaining > 0 ? 'open' : 'closed',
    reference: memo.reference,
    owner: memo.ownerId,
    customer: memo.customerId,
    related: memo.subscriptionId,
    created: memo.createdAt,
    updated: memo.updatedAt,
    data: dataOf(memo),
  }
}

function dataOf(memo: ShownCreditMemo): z.output<typeof creditMemoData> {
  const decimal = (minor: number) => toDecimal(minor, memo.currency)
  return {
    number: memo.number ?? null,
    order: memo.orderId ?? null,
    subscription: memo.subscriptionId,
    reason: memo.reason,
    date: memo.issuedOn,
    issuedAt: memo.issuedAt,
    currency: memo.currency,
    amountWithoutTax: decimal(memo.subtotal),
    taxAmount: decimal(memo.tax),
    taxes: taxesOf(memo.lines, memo.currency),
    amount: decimal(memo.total),
    applications: memo.applications.map(({ invoiceId, amount, on }) => ({
      invoice: invoiceId,
      amount: decimal(amount),
      date: on,
    })),
    refunded: decimal(memo.refunded),
    balance: decimal(memo.remaining),
    creditMemoItems: memo.lines.map((line) => itemOf(line, decimal)),
    billTo: billToOf(memo),
  }
}

function itemOf(line: CreditMemoLine, decimal: (minor: number) => string) {
  return {
    id: line.id,
    chargeName: line.label,
    productName: line.productName,
    processingType: 'Credit' as const,
    invoice: line.invoiceId,
    invoiceItemId: line.invoiceLineId,
    subscription: line.subscriptionId,
    subscriptionOffer: line.subscriptionOfferId,
    quantity: line.quantity,
    unitPrice: decimal(line.unitAmount),
    amountWithoutTax: decimal(line.amount),
    taxAmount: decimal(line.tax),
    ...taxRateOf(line),
    serviceStartDate: line.serviceStartOn,
    serviceEndDate: line.serviceEndOn,
  }
}
