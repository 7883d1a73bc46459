import type { GiftRefund } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planGiftRefund } from './plan.ts'
import { giftRefundSchema } from './schema.ts'

export const giftRefund: OrderType<'gift_refund', GiftRefund> = {
  name: 'gift_refund',
  schema: giftRefundSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  needsScope: () => 'order:update_refund',
  plan: planGiftRefund,
}
