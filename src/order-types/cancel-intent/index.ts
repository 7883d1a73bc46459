import type { CancelIntent } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planCancelIntent } from './plan.ts'
import { cancelIntentSchema } from './schema.ts'

export const cancelIntent: OrderType<'cancel_intent', CancelIntent> = {
  name: 'cancel_intent',
  schema: cancelIntentSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planCancelIntent,
}
