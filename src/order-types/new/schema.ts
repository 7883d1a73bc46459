import { z } from 'zod'
import { envelopeFields, laterFields, newOrderFields } from '../../contract/order.ts'
import type { NewOrderRequest } from '../../domain/order.ts'
import { normalisedCodes } from '../../domain/promo-code.ts'
import type { Instant, LocalDate } from '../../domain/time.ts'
import { toOrderDiscount } from '../discount-terms.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { checkPeople, toAddress, toCustomerDetails } from '../people.ts'
import { toPayment } from '../to-payment.ts'

const body = z.strictObject({
  order_type: z.literal('new'),
  ...envelopeFields,
  ...newOrderFields,
  ...laterFields,
})

type Body = z.output<typeof body>

/** A `new` order as it comes over the wire, in our words. */
export const newOrderSchema: z.ZodType<ParsedOrder> = body
  .superRefine((wire, context) => {
    if (wire.orderDate !== undefined && !isInReach(wire.orderDate))
      context.addIssue({ code: 'custom', path: ['orderDate'], message: 'must lie in the years 1 to 9998' })
    checkPeople(wire, context)
  })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: toOrder(wire),
    payment: wire.payment === undefined ? undefined : toPayment(wire.payment),
  }))

function toOrder(wire: Body): NewOrderRequest {
  const payment = wire.payment === undefined ? undefined : toPayment(wire.payment)
  const sameAsDelivery =
    wire.setBillingTheSameAsDelivery === 'on' || wire.setBillingTheSameAsDelivery === true
  return {
    type: 'new',
    checkoutId: wire.checkoutId,
    items: wire.orderItems?.map((item) => ({
      id: item.id,
      recordType: item.type,
      parentId: item.parentId ?? undefined,
      offer: item.offer,
      quantity: item.quantity,
    })),
    paymentType: payment === undefined ? undefined : payment.type === 'invoice' ? 'invoice' : 'card',
    savedPaymentMethodId: payment?.type === 'saved' ? payment.paymentMethodId : undefined,
    country: wire.country,
    startAt: wire.orderDate === undefined ? undefined : toStart(wire.orderDate),
    customer: toCustomerDetails(wire.customerDetails),
    billing: toAddress(sameAsDelivery ? (wire.deliveryDetails ?? wire.billingDetails) : wire.billingDetails),
    delivery: toAddress(wire.deliveryDetails),
    ...codesOf(wire),
    ...(wire.orderDiscount === undefined ? {} : { discount: toOrderDiscount(wire.orderDiscount) }),
  }
}

function codesOf({ promoCodes = [], promoCode }: Body): Pick<NewOrderRequest, 'promoCodes'> {
  const codes = normalisedCodes([...promoCodes, ...(promoCode === undefined ? [] : [promoCode])])
  return codes.length === 0 ? {} : { promoCodes: codes }
}

function toStart(orderDate: string): Instant | LocalDate {
  return orderDate.length === 'YYYY-MM-DD'.length ? orderDate : new Date(orderDate).toISOString()
}

/** Every time zone must find the day inside the four-digit years. */
function isInReach(orderDate: string): boolean {
  const year = new Date(orderDate).getUTCFullYear()
  return year >= 1 && year <= 9998
}
