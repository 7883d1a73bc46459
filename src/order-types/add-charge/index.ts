import type { AddCharge } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planAddCharge } from './plan.ts'
import { addChargeSchema } from './schema.ts'

export const addCharge: OrderType<'add_charge', AddCharge> = {
  name: 'add_charge',
  schema: addChargeSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planAddCharge,
}
