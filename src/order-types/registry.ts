import { toMistakes } from '../contract/mistakes.ts'
import type { Scope } from '../domain/caller.ts'
import type { Changeset } from '../domain/changeset.ts'
import type { Facts } from '../domain/facts.ts'
import type { Order, PaymentChoice } from '../domain/order.ts'
import { type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import { addCharge } from './add-charge/index.ts'
import { addOffer } from './add-offer/index.ts'
import { cancelIntent } from './cancel-intent/index.ts'
import { cancelSubscription } from './cancel-subscription/index.ts'
import { changeAddress } from './change-address/index.ts'
import { changeOffer } from './change-offer/index.ts'
import { changePayment } from './change-payment/index.ts'
import { creditMemo } from './credit-memo/index.ts'
import { deletePaymentMethod } from './delete-payment-method/index.ts'
import { giftRefund } from './gift-refund/index.ts'
import { newOrder } from './new/index.ts'
import type { OrderType, ParsedOrder } from './order-type.ts'
import { payInvoice } from './pay-invoice/index.ts'
import { redeemGift } from './redeem-gift/index.ts'
import { renew } from './renew/index.ts'
import { refuseUnsupportedPayment } from './unsupported-payment.ts'
import { updateCustomerDetails } from './update-customer-details/index.ts'
import { updateSubscription } from './update-subscription/index.ts'
import { planWithRenewals } from './with-renewals.ts'

export type { ParsedOrder } from './order-type.ts'

/** Every order type there is. Adding one adds a line. */
type OrderOf<Name extends Order['type']> = {
  [N in Name]: { readonly type: N } & Extract<Order, { type: N }>
}[Name]

type OrderTypes = { readonly [Name in Order['type']]: OrderType<Name, OrderOf<Name>> }

export const orderTypes: OrderTypes = {
  new: newOrder,
  add_offer: addOffer,
  add_charge: addCharge,
  cancel_intent: cancelIntent,
  cancel_subscription: cancelSubscription,
  change_address: changeAddress,
  change_offer: changeOffer,
  credit_memo: creditMemo,
  change_payment: changePayment,
  delete_payment_method: deletePaymentMethod,
  pay_invoice: payInvoice,
  update_subscription: updateSubscription,
  renew,
  gift_refund: giftRefund,
  redeem_gift: redeemGift,
  update_customer_details: updateCustomerDetails,
}

/** Other names that are taken for a type, and never written. */
const aliases: Readonly<Record<string, string>> = {
  update_address: 'change_address',
  update_payment: 'change_payment',
  change_external_payment: 'change_payment',
}

/** A body in our words, or why it is none: unknown or later order type, later field, malformed field (with its pointer). */
export function parseOrder(body: unknown): ParsedOrder | Refusal {
  if (!isObject(body)) return refuseAt('invalid_request', '', 'The body must be a JSON object.')
  const name = typeNameOf(body)
  const type = typeOf(name)
  if ('refused' in type) return type
  const unsupported = type.refuseUnsupported(body) ?? refuseUnsupportedPayment(body)
  if (unsupported) return unsupported
  const parsed = type.schema.safeParse({ ...body, order_type: name })
  if (parsed.success) return parsed.data
  const errors = toMistakes(parsed.error)
  const first = errors[0]
  const detail = first ? `${first.pointer || 'The body'}: ${first.message}` : 'The order is malformed.'
  return refuse('invalid_request', detail, { errors })
}

/** What an order does, or why it is refused. Pure; the same order and facts come to the same changeset. */
export function planOrder<Name extends Order['type']>(
  order: OrderOf<Name>,
  facts: Facts,
): Changeset | Refusal {
  return planWithRenewals(order, facts, (known) => orderTypes[order.type].plan(order, known))
}

/** What a submit needs although a preview may leave it out. */
export function refuseIncomplete<Name extends Order['type']>(
  order: OrderOf<Name>,
  payment: PaymentChoice | undefined,
): Refusal | undefined {
  return orderTypes[order.type].refuseIncomplete(order, payment)
}

/** A right that this order needs beside that to place orders. */
export function scopeNeeded<Name extends Order['type']>(order: OrderOf<Name>): Scope | undefined {
  return orderTypes[order.type].needsScope?.(order)
}

function typeOf(name: unknown): (typeof orderTypes)[keyof typeof orderTypes] | Refusal {
  const known = Object.values(orderTypes).find((type) => type.name === name)
  if (known !== undefined) return known
  const names = Object.keys(orderTypes).join(', ')
  return refuseAt('invalid_request', '/order_type', `order_type must be one of: ${names}.`)
}

/** A claim goes by `new`; it is told by its code. */
function typeNameOf(body: Readonly<Record<string, unknown>>): unknown {
  const isClaim = body.isRedeem === true || (body.isRedeem === undefined && body.redeemCode !== undefined)
  if (body.order_type === 'new' && isClaim) return 'redeem_gift'
  return aliases[String(body.order_type)] ?? body.order_type
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
