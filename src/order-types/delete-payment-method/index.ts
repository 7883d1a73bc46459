import type { DeletePaymentMethod } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planDeletePaymentMethod } from './plan.ts'
import { deletePaymentMethodSchema } from './schema.ts'

export const deletePaymentMethod: OrderType<'delete_payment_method', DeletePaymentMethod> = {
  name: 'delete_payment_method',
  schema: deletePaymentMethodSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planDeletePaymentMethod,
}
