import { z } from 'zod'
import { giftFields } from '../../contract/gift.ts'
import { envelopeFields, newOrderFields } from '../../contract/order.ts'
import type { GiftWish, NewOrderRequest, PaymentChoice } from '../../domain/order.ts'
import { normalisedCodes } from '../../domain/promo-code.ts'
import { toOrderDiscount } from '../discount-terms.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { checkPeople, toAddress, toCustomerDetails } from '../people.ts'
import { toDay } from '../to-day.ts'
import { toAnyPayment } from '../to-payment.ts'

const body = z.strictObject({
  order_type: z.literal('new'),
  ...envelopeFields,
  ...newOrderFields,
  ...giftFields,
  isRedeem: z.literal(false).optional(),
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
    payment: wire.payment === undefined ? undefined : toAnyPayment(wire.payment),
  }))

function toOrder(wire: Body): NewOrderRequest {
  const payment = wire.payment === undefined ? undefined : toAnyPayment(wire.payment)
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
    ...boughtBy(payment),
    country: wire.country,
    startAt: wire.orderDate === undefined ? undefined : toDay(wire.orderDate),
    customer: toCustomerDetails(wire.customerDetails),
    billing: toAddress(sameAsDelivery ? (wire.deliveryDetails ?? wire.billingDetails) : wire.billingDetails),
    delivery: toAddress(wire.deliveryDetails),
    ...codesOf(wire),
    ...(wire.orderDiscount === undefined ? {} : { discount: toOrderDiscount(wire.orderDiscount) }),
    gift: toGiftWish(wire),
  }
}

function boughtBy(
  payment: PaymentChoice | undefined,
): Pick<NewOrderRequest, 'paymentType' | 'elsewhere' | 'savedPaymentMethodId'> {
  switch (payment?.type) {
    case undefined:
    case 'invoice':
      return { paymentType: payment?.type }
    case 'elsewhere':
      return { paymentType: payment.method, elsewhere: payment }
    case 'card':
      return { paymentType: 'card' }
    case 'saved':
      return { paymentType: 'card', savedPaymentMethodId: payment.paymentMethodId }
  }
}

function codesOf({ promoCodes = [], promoCode }: Body): Pick<NewOrderRequest, 'promoCodes'> {
  const codes = normalisedCodes([...promoCodes, ...(promoCode === undefined ? [] : [promoCode])])
  return codes.length === 0 ? {} : { promoCodes: codes }
}

function toGiftWish({ isGift, recipientDetails }: Body): GiftWish | undefined {
  if (isGift === undefined && recipientDetails === undefined) return undefined
  const { sendEmail, startNow, giftMessage, deliveryDate, ...recipient } = recipientDetails ?? {}
  return {
    isGift,
    recipient: recipientDetails === undefined ? undefined : toAddress(recipient),
    sendEmail,
    startNow,
    message: giftMessage === '' ? undefined : giftMessage,
    deliverAt: deliveryDate === undefined ? undefined : toDay(deliveryDate),
  }
}

/** Every time zone must find the day inside the four-digit years. */
function isInReach(orderDate: string): boolean {
  const year = new Date(orderDate).getUTCFullYear()
  return year >= 1 && year <= 9998
}
