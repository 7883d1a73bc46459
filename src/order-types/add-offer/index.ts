import type { AddOffer } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planAddOffer } from './plan.ts'
import { addOfferSchema } from './schema.ts'

export const addOffer: OrderType<'add_offer', AddOffer> = {
  name: 'add_offer',
  schema: addOfferSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planAddOffer,
}
