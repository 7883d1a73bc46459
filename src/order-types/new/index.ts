import type { NewOrder } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseIncomplete } from './complete.ts'
import { planNew } from './plan.ts'
import { newOrderSchema } from './schema.ts'
import { refuseUnsupported } from './unsupported.ts'

export const newOrder: OrderType<'new', NewOrder> = {
  name: 'new',
  schema: newOrderSchema,
  refuseUnsupported,
  refuseIncomplete,
  plan: planNew,
}
