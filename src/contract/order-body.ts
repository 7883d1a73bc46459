import { z } from 'zod'
import { giftFields, redeemCode, redeemFields } from './gift.ts'
import { envelopeFields, newOrderFields } from './order.ts'
import { described } from './parts.ts'
import { anyPayment } from './payment.ts'
import { changePaymentFields, deletePaymentMethodFields, payInvoiceFields } from './payment-orders.ts'
import {
  cancelIntentFields,
  cancelSubscriptionFields,
  changeAddressFields,
  changeOfferFields,
  creditMemoFields,
  onSubscriptionFields,
  updateCustomerDetailsFields,
  updateSubscriptionFields,
} from './subscription-order.ts'

const orderType = described(
  z.string().max(64),
  'What kind of order: `new`, or on a subscription `add_charge`, `add_offer`, `cancel_intent`, `cancel_subscription`, `change_address`, `change_offer`, `credit_memo`, `gift_refund`, `pay_invoice`, `renew`, `update_subscription`, `change_payment`, `update_customer_details`, or on a customer `update_customer_details`, `delete_payment_method`. A gift is bought as `new` with `isGift` and claimed as `new` with `isRedeem` and `redeemCode` (`redeem_gift` means the same).',
  'new',
)

/** `new` says what they mean. */
const sharedWithNew = {
  payment: true,
  billingDetails: true,
  deliveryDetails: true,
  customerDetails: true,
} as const

/** Every field of every order type, described. Which of them a type takes, and which it needs, is said by its own schema. */
const documented = z.toJSONSchema(
  z.object({
    order_type: orderType,
    ...envelopeFields,
    ...newOrderFields,
    ...giftFields,
    isRedeem: redeemFields.isRedeem,
    redeemCode: redeemCode.optional(),
    ...onSubscriptionFields,
    ...cancelIntentFields,
    ...cancelSubscriptionFields,
    ...creditMemoFields,
    ...z.object(updateSubscriptionFields).pick({ updates: true }).partial().shape,
    ...z.object(changeOfferFields).omit(sharedWithNew).partial().shape,
    ...z.object(changeAddressFields).partial().shape,
    ...z.object(changePaymentFields).omit({ payment: true, billingDetails: true }).shape,
    ...z.object(deletePaymentMethodFields).partial().shape,
    ...z.object(payInvoiceFields).omit({ payment: true }).shape,
    ...z.object(updateCustomerDetailsFields).pick({ forCustomer: true }).shape,
    payment: anyPayment.optional(),
    orderDate: newOrderFields.orderDate,
  }),
  {
    io: 'input',
    // What is read into another form keeps its example too: it is one of what is sent.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.examples
      if (Array.isArray(examples)) jsonSchema.examples ??= examples
    },
  },
)

/**
 * A submit or preview body as routes take and document it. It lets every object pass as it came: whether a body is good is
 * decided by its order type (`src/order-types`), which tells a mistake from a field that comes later.
 */
export const orderBody = z.record(z.string(), z.unknown()).meta({
  id: 'Order',
  description: 'An order: to submit it, or to see first what it would do.',
  properties: documented.properties,
  required: documented.required,
})
