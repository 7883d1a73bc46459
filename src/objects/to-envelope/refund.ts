import type { z } from 'zod'
import type { refundData } from '../../contract/object-data.ts'
import type { Envelope } from '../../contract/objects.ts'
import { toDecimal } from '../../domain/money.ts'
import type { ShownRefund } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function refundEnvelope(refund: ShownRefund): Envelope {
  return {
    ...kept,
    id: refund.id,
    name: refund.reference,
    record_type: 'refund',
    status: refund.status,
    reference: refund.reference,
    owner: refund.ownerId,
    customer: refund.customerId,
    related: refund.creditMemoId,
    created: refund.createdAt,
    updated: refund.updatedAt,
    data: dataOf(refund),
  }
}

function dataOf(refund: ShownRefund): z.output<typeof refundData> {
  return {
    order: refund.orderId ?? null,
    subscription: refund.subscriptionId,
    creditMemo: refund.creditMemoId,
    payment: refund.paymentId,
    gateway: refund.gateway,
    gatewayReference: refund.gatewayReference ?? null,
    amount: toDecimal(refund.amount, refund.currency),
    currency: refund.currency,
    requestedAt: refund.requestedAt,
  }
}
