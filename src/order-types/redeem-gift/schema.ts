import { z } from 'zod'
import { redeemFields } from '../../contract/gift.ts'
import { readGiftCode } from '../../domain/gift-code.ts'
import type { RedeemGiftRequest } from '../../domain/order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { checkPeople, toAddress, toCustomerDetails } from '../people.ts'

const body = z.strictObject({ order_type: z.literal('redeem_gift'), ...redeemFields })

type Body = z.output<typeof body>

/** A claim as it comes over the wire, in our words. A code that was mistyped is told here: its check character says so. */
export const redeemGiftSchema: z.ZodType<ParsedOrder> = body
  .superRefine((wire, context) => {
    if (readGiftCode(wire.redeemCode) === undefined)
      context.addIssue({
        code: 'custom',
        path: ['redeemCode'],
        message: 'is no gift code: check every character; it has twenty',
      })
    checkPeople(wire, context)
  })
  .transform((wire) => ({ envelope: toEnvelope(wire), order: toOrder(wire), payment: undefined }))

function toOrder(wire: Body): RedeemGiftRequest {
  return {
    type: 'redeem_gift',
    code: readGiftCode(wire.redeemCode) ?? '',
    checkoutId: wire.checkoutId,
    country: wire.country,
    customer: toCustomerDetails(wire.customerDetails),
    billing: toAddress(wire.billingDetails),
    delivery: toAddress(wire.deliveryDetails),
  }
}
