import { z } from 'zod'
import { changeAddressFields, onSubscriptionFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { checkPeople, toAddress } from '../people.ts'
import { toTarget } from '../target.ts'

export const changeAddressSchema: z.ZodType<ParsedOrder> = z
  .strictObject({ order_type: z.literal('change_address'), ...onSubscriptionFields, ...changeAddressFields })
  .superRefine(checkPeople)
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: {
      type: 'change_address',
      target: toTarget(wire),
      relationship: wire.type,
      address: toAddress(wire.address) ?? {},
    },
    payment: undefined,
  }))
