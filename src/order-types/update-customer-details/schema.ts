import { z } from 'zod'
import { onSubscriptionFields, updateCustomerDetailsFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { checkPeople, toCustomerDetails } from '../people.ts'
import { toTarget } from '../target.ts'

export const updateCustomerDetailsSchema: z.ZodType<ParsedOrder> = z
  .strictObject({
    order_type: z.literal('update_customer_details'),
    ...onSubscriptionFields,
    ...updateCustomerDetailsFields,
  })
  .superRefine(checkPeople)
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: {
      type: 'update_customer_details',
      target: toTarget(wire),
      details: toCustomerDetails(wire.customerDetails),
    },
    payment: undefined,
  }))
