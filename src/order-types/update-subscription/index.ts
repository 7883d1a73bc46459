import type { UpdateSubscription } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planUpdateSubscription } from './plan.ts'
import { updateSubscriptionSchema } from './schema.ts'

export const updateSubscription: OrderType<'update_subscription', UpdateSubscription> = {
  name: 'update_subscription',
  schema: updateSubscriptionSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planUpdateSubscription,
}
