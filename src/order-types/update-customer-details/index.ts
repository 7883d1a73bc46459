import type { UpdateCustomerDetails, UpdateDetailsOfCustomer } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planUpdateCustomerDetails } from './plan.ts'
import { updateCustomerDetailsSchema } from './schema.ts'

export const updateCustomerDetails: OrderType<
  'update_customer_details',
  UpdateCustomerDetails | UpdateDetailsOfCustomer
> = {
  name: 'update_customer_details',
  schema: updateCustomerDetailsSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planUpdateCustomerDetails,
}
