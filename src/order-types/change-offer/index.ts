import type { ChangeOffer } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planChangeOffer } from './plan.ts'
import { changeOfferSchema } from './schema.ts'

export const changeOffer: OrderType<'change_offer', ChangeOffer> = {
  name: 'change_offer',
  schema: changeOfferSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planChangeOffer,
}
