import type { z } from 'zod'
import type { paymentData } from '../../contract/object-data.ts'
import type { Envelope } from '../../contract/objects.ts'
import { applicationsOf } from '../../domain/invoice.ts'
import { toDecimal } from '../../domain/money.ts'
import type { ShownPayment } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function paymentEnvelope(payment: ShownPayment): Envelope {
  return {
    ...kept,
    id: payment.id,
    name: payment.reference,
    record_type: 'payment',
    status: payment.status,
    reference: payment.reference,
    owner: payment.ownerId,
    customer: payment.customerId,
    related: payment.invoiceId,
    created: payment.createdAt,
    updated: payment.updatedAt,
    data: dataOf(payment),
  }
}

function dataOf(payment: ShownPayment): z.output<typeof paymentData> {
  const decimal = (minor: number) => toDecimal(minor, payment.currency)
  return {
    order: payment.orderId ?? null,
    invoice: payment.invoiceId,
    applications: applicationsOf(payment).map(({ invoiceId, amount, items }) => ({
      invoice: invoiceId,
      amount: decimal(amount),
      ...(items === undefined
        ? {}
        : { items: items.map((item) => ({ id: item.id, amount: decimal(item.amount) })) }),
    })),
    paymentMethod: payment.paymentMethodId ?? null,
    gateway: payment.gateway,
    gatewayReference: payment.gatewayReference,
    amount: toDecimal(payment.amount, payment.currency),
    refunded: toDecimal(payment.refunded ?? 0, payment.currency),
    currency: payment.currency,
    capturedAt: payment.capturedAt,
    ...(payment.disputes && {
      disputes: payment.disputes.map(({ id, status, amount, currency }) => ({
        id,
        status,
        amount: toDecimal(amount, currency),
        currency,
      })),
    }),
  }
}
