import type { Renew } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planRenew } from './plan.ts'
import { renewSchema } from './schema.ts'

export const renew: OrderType<'renew', Renew> = {
  name: 'renew',
  schema: renewSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planRenew,
}
