import type { RedeemGift } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseIncomplete } from './complete.ts'
import { planRedeemGift } from './plan.ts'
import { redeemGiftSchema } from './schema.ts'
import { refuseUnsupported } from './unsupported.ts'

/** `new` with `isRedeem` and `redeemCode` is read as this, and shown as `new` again. */
export const redeemGift: OrderType<'redeem_gift', RedeemGift> = {
  name: 'redeem_gift',
  schema: redeemGiftSchema,
  refuseUnsupported,
  refuseIncomplete,
  plan: planRedeemGift,
}
