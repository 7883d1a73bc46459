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
  .superRefine((wire, context) => {
    checkPeople(wire, context)
    const { id, reference } = toTarget(wire)
    if (wire.forCustomer !== undefined && (id ?? reference) !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['forCustomer'],
        message: 'names a customer beside a subscription; name one of them',
      })
  })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: {
      type: 'update_customer_details',
      ...(wire.forCustomer === undefined ? { target: toTarget(wire) } : { customerId: wire.forCustomer.id }),
      details: toCustomerDetails(wire.customerDetails),
    },
    payment: undefined,
  }))
