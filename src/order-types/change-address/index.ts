import type { ChangeAddress } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planChangeAddress } from './plan.ts'
import { changeAddressSchema } from './schema.ts'

export const changeAddress: OrderType<'change_address', ChangeAddress> = {
  name: 'change_address',
  schema: changeAddressSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planChangeAddress,
}
