import type { CancelSubscription } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planCancelSubscription } from './plan.ts'
import { cancelSubscriptionSchema } from './schema.ts'

export const cancelSubscription: OrderType<'cancel_subscription', CancelSubscription> = {
  name: 'cancel_subscription',
  schema: cancelSubscriptionSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  needsScope: ({ settle }) => (settle === 'refund' ? 'order:update_refund' : undefined),
  plan: planCancelSubscription,
}
