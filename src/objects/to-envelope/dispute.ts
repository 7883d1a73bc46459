import type { z } from 'zod'
import type { disputeData } from '../../contract/object-data.ts'
import type { Envelope } from '../../contract/objects.ts'
import { toDecimal } from '../../domain/money.ts'
import type { ShownDispute } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function disputeEnvelope(dispute: ShownDispute): Envelope {
  return {
    ...kept,
    id: dispute.id,
    name: dispute.gatewayReference,
    record_type: 'dispute',
    status: dispute.status,
    reference: dispute.id,
    owner: dispute.ownerId ?? null,
    ...(dispute.customerId && { customer: dispute.customerId }),
    ...(dispute.paymentId && { related: dispute.paymentId }),
    created: dispute.createdAt,
    updated: dispute.updatedAt,
    data: dataOf(dispute),
  }
}

function dataOf(dispute: ShownDispute): z.output<typeof disputeData> {
  return {
    order: dispute.orderId ?? null,
    payment: dispute.paymentId ?? null,
    gateway: dispute.gateway,
    gatewayReference: dispute.gatewayReference,
    amount: toDecimal(dispute.amount, dispute.currency),
    currency: dispute.currency,
    reason: dispute.reason,
    evidenceDueAt: dispute.evidenceDueAt ?? null,
    openedAt: dispute.openedAt,
    closedAt: dispute.closedAt ?? null,
  }
}
