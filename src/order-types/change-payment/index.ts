import type { ChangePayment } from '../../domain/order.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planChangePayment } from './plan.ts'
import { changePaymentSchema } from './schema.ts'

export const changePayment: OrderType<'change_payment', ChangePayment> = {
  name: 'change_payment',
  schema: changePaymentSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete,
  plan: planChangePayment,
}

function refuseIncomplete({ means }: ChangePayment): Refusal | undefined {
  if (means !== undefined) return undefined
  return refuseAt('invalid_request', '/payment', 'The order must say what it is paid with from now on.')
}
