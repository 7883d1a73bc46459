import type { Envelope } from '../../contract/objects.ts'
import type { ShownPromoCode } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function promoCodeEnvelope(promo: ShownPromoCode): Envelope {
  return {
    ...kept,
    id: promo.id,
    name: promo.name,
    record_type: 'promo_code_v2',
    status: promo.active ? 'active' : 'inactive',
    reference: promo.code,
    owner: null,
    created: promo.createdAt,
    updated: promo.updatedAt,
    data: {
      ...promo.data,
      usage: { availableQuantity: promo.available ?? null, usedQuantity: promo.used },
    },
  }
}
