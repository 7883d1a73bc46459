import type { z } from 'zod'
import type { giftData } from '../../contract/object-data.ts'
import type { Envelope } from '../../contract/objects.ts'
import type { ShownGift } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function giftEnvelope(gift: ShownGift): Envelope {
  return {
    ...kept,
    id: gift.id,
    name: gift.name,
    record_type: 'gift_code',
    status: gift.status,
    reference: gift.id,
    owner: gift.ownerId,
    customer: gift.customerId,
    related: gift.subscriptionId,
    created: gift.createdAt,
    updated: gift.updatedAt,
    data: dataOf(gift),
  }
}

function dataOf(gift: ShownGift): z.output<typeof giftData> {
  return {
    order: gift.orderId,
    subscription: gift.subscriptionId,
    code: gift.secrets?.code ?? null,
    claimLink: gift.secrets?.claimLink ?? null,
    recipientDetails: { ...gift.recipient },
    giftMessage: gift.message ?? null,
    delivery: gift.delivery,
    deliveryDate: gift.deliverOn ?? null,
    claim:
      gift.claim === undefined
        ? null
        : { order: gift.claim.orderId, owner: gift.claim.ownerId, at: gift.claim.at },
  }
}
