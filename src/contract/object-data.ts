import { z } from 'zod'
import { address, currencyCode, customerDetails, described, localDate } from './parts.ts'
import { appliedTax, taxTotals } from './tax.ts'

/** The `data` of the objects that say what is owed: invoices, credit memos, payments, refunds, disputes; and of gifts. */

const money = (description: string, example: string) => described(z.string(), description, example)
const id = (description: string, example: string) => described(z.string(), description, example)
const day = (description: string, example: string) => described(localDate, description, example)
const instant = (description: string) => described(z.string(), description, '2026-12-01T09:30:00.000Z')

const order = id('The order that made it; null when time did.', 'order-4dd195c3eee4297e33aecb5436cf8092')
const subscription = id('The subscription.', 'sub-0bfbe7dd0862dad3270ad225ea126f4c')
const invoice = id('The invoice.', 'invoice-2c983a94fbfd0d3663ec0cb9d9773670')

const number = z.string().nullable()
const numberMeans =
  'Its number for accounts: counted without gaps, given within seconds of its issue; null until then.'

const billTo = z
  .looseObject({
    customer: described(customerDetails, 'The customer as known on that day.', { lastName: 'Byron' }),
    address: described(address.optional(), 'The billing address of that day.', { country: 'GB' }),
  })
  .meta({ description: 'To whom it was issued: a copy of its own, which later changes leave alone.' })

const lineFields = {
  id: id('The line.', 'invoice_item-2c983a94fbfd0d3663ec0cb9d9773670'),
  chargeName: described(z.string(), 'What it is for.', 'Monthly subscription'),
  productName: described(z.string(), 'The product.', 'Pro'),
  subscription,
  subscriptionOffer: id(
    'The offer on that subscription.',
    'subscription_offer-2c983a94fbfd0d3663ec0cb9d9773670',
  ),
  quantity: described(z.number(), 'How many.', 3),
  unitPrice: money('For one, as it is sold: with an inclusive tax in it.', '10.00'),
  amountWithoutTax: money('Without tax, discounts taken off.', '30.00'),
  taxAmount: money('Its tax.', '6.00'),
  taxRate: appliedTax.optional(),
  serviceStartDate: day('First day that is paid for.', '2026-12-01'),
  serviceEndDate: day('Last day that is paid for.', '2026-12-31'),
}

const totals = {
  date: day('The day it was issued.', '2026-12-01'),
  issuedAt: instant('When it was issued, UTC.'),
  currency: currencyCode,
  amountWithoutTax: money('Sum of the lines without tax.', '30.00'),
  taxAmount: money('Sum of their tax.', '6.00'),
  taxes: taxTotals,
  amount: money('What it comes to, tax included.', '36.00'),
}

export const invoiceData = z
  .looseObject({
    number: described(number, numberMeans, 'INV-000042'),
    order: order.nullable(),
    subscriptions: described(z.array(z.string()), 'The subscriptions it charges for.', [
      'sub-0bfbe7dd0862dad3270ad225ea126f4c',
    ]),
    ...totals,
    dueDate: day('The day it is to be paid by.', '2026-12-31'),
    overdue: described(
      z.boolean(),
      'Has its due date passed with something still owed? Only where the buyer pays by themselves (`invoice`).',
      false,
    ),
    balance: money('What is still owed.', '0.00'),
    paymentType: described(z.string(), 'How it is collected.', 'card'),
    invoiceItems: z
      .array(
        z.looseObject({
          ...lineFields,
          processingType: described(z.literal('Charge'), 'Money asked for.', 'Charge'),
          discount: money('What discounts took off; absent: nothing.', '5.00').optional(),
          credited: money('What was credited of it since, tax included.', '0.00'),
        }),
      )
      .meta({ description: 'Its lines.' }),
    billTo,
  })
  .meta({ description: 'On invoices.' })

export const creditMemoData = z
  .looseObject({
    number: described(number, numberMeans, 'CRM-000007'),
    order: order.nullable(),
    subscription,
    reason: described(z.string(), 'Why it was given.', 'Pro takes the place of Business.'),
    ...totals,
    applications: z
      .array(
        z.looseObject({
          invoice,
          amount: money('How much of that invoice it paid.', '12.00'),
          date: day('On which day.', '2026-12-01'),
        }),
      )
      .meta({ description: 'The invoices that it paid, in order.' }),
    refunded: money('What of it went back, or is on its way back.', '0.00'),
    balance: money('What is left of it, for the invoices to come.', '24.00'),
    creditMemoItems: z
      .array(
        z.looseObject({
          ...lineFields,
          processingType: described(z.literal('Credit'), 'Money given back.', 'Credit'),
          invoice,
          invoiceItemId: id('The line that is given back.', 'invoice_item-2c983a94fbfd0d3663ec0cb9d9773670'),
        }),
      )
      .meta({ description: 'Its lines; amounts are positive.' }),
    billTo,
  })
  .meta({ description: 'On credit memos; their status is `open` while a balance is left, then `closed`.' })

const gateway = {
  gateway: described(z.string(), 'Who moves the money.', 'sandbox'),
  currency: currencyCode,
}

export const paymentData = z
  .looseObject({
    order: order.nullable(),
    invoice,
    applications: z
      .array(
        z.object({
          invoice,
          amount: money('What it is lowered by.', '36.00'),
          items: z
            .array(
              z.object({
                id: described(z.string(), 'A line of it.', 'invoice_item-1'),
                amount: money('What of it is paid.', '36.00'),
              }),
            )
            .optional()
            .meta({ description: 'Which of its lines are paid, where they were named.' }),
        }),
      )
      .meta({ description: 'Which invoices it pays, and how much of each.' }),
    paymentMethod: id('The saved method that paid.', 'pm-0bfbe7dd0862dad3270ad225ea126f4c').nullable(),
    ...gateway,
    gatewayReference: described(z.string(), 'The name of it over there.', 'sandbox_payment_42'),
    amount: money('What was captured.', '36.00'),
    refunded: money('What of it went back, or is on its way back.', '0.00'),
    capturedAt: instant('When it was captured, UTC.'),
    disputes: z
      .array(
        z.object({
          id: id('The dispute.', 'dispute-2c983a94fbfd0d3663ec0cb9d9773670'),
          status: described(z.enum(['open', 'won', 'lost']), 'How it stands.', 'open'),
          amount: money(
            'What is disputed. While it is open, or lost, this does not go back otherwise.',
            '36.00',
          ),
          currency: currencyCode,
        }),
      )
      .optional()
      .meta({ description: 'What its buyer disputes with their bank, the last one first; absent: nothing.' }),
  })
  .meta({ description: 'On payments.' })

export const refundData = z
  .looseObject({
    order: order.nullable(),
    subscription,
    creditMemo: id('The credit that goes back.', 'credit_memo-2c983a94fbfd0d3663ec0cb9d9773670'),
    payment: id('The payment that it comes out of.', 'payment-2c983a94fbfd0d3663ec0cb9d9773670'),
    ...gateway,
    gatewayReference: described(z.string().nullable(), 'The name of it over there, once it is done.', null),
    amount: money('What goes back.', '24.00'),
    requestedAt: instant('When it was asked for, UTC.'),
  })
  .meta({ description: 'On refunds; their status is `pending`, `refunded` or `failed`.' })

export const disputeData = z
  .looseObject({
    order: order.nullable(),
    payment: id(
      'The payment that is disputed; null while it is not written down here yet.',
      'payment-2c983a94fbfd0d3663ec0cb9d9773670',
    ).nullable(),
    ...gateway,
    gatewayReference: described(z.string(), 'The name of it over there.', 'dp_1Q2w3E4r5T6y'),
    amount: money('What is disputed.', '36.00'),
    reason: described(z.string(), 'Why, in the words of the gateway.', 'fraudulent'),
    evidenceDueAt: described(
      z.string().nullable(),
      'Until when evidence can be handed in over there, UTC; null where the gateway does not say.',
      '2026-12-08T23:59:59.000Z',
    ),
    openedAt: instant('When it was heard of, UTC.'),
    closedAt: described(
      z.string().nullable(),
      'When its end was heard of, UTC; null while it is open.',
      null,
    ),
  })
  .meta({
    description:
      'On disputes; their status is `open`, `won` (the money stays) or `lost` (the bank took it). They are answered in the dashboard of the gateway.',
  })

export const giftData = z
  .looseObject({
    order: id('The order that bought it.', 'order-4dd195c3eee4297e33aecb5436cf8092'),
    subscription,
    code: described(
      z.string().nullable(),
      'What claims it, for callers with `checkout:read`; null once it is claimed or paid back.',
      '7Q2MX-0B9KD-3HVWE-RT56Z',
    ),
    claimLink: described(
      z.string().nullable(),
      'Its claim page, relative to this server; as `code`.',
      '/gift/2Vt0yQ0mJd8cQ3n1',
    ),
    recipientDetails: described(address, 'Who it is for, as the buyer said.', { firstName: 'Rec' }),
    giftMessage: described(z.string().nullable(), "The buyer's word to them.", 'Enjoy!'),
    delivery: described(
      z.enum(['none', 'scheduled', 'sent', 'withdrawn']),
      'Whether the recipient is told by mail; `none`: the buyer hands it over.',
      'scheduled',
    ),
    deliveryDate: day('The day of that mail.', '2026-12-24').nullable(),
    claim: z
      .object({
        order: id('The order that claimed it.', 'order-4dd195c3eee4297e33aecb5436cf8092'),
        owner: id('Who holds it now.', 'id-62401f8d5bf6b26a37ea0defd66fd005'),
        at: instant('When it was claimed, UTC.'),
      })
      .nullable()
      .meta({ description: 'The claim; null while there is none.' }),
  })
  .meta({ description: 'On gifts; their status is `waiting`, `claimed` or `refunded`.' })

/** How the `data` of each of these looks, for the description of the API; other types have their own. */
export const dataForms = [invoiceData, creditMemoData, paymentData, refundData, disputeData, giftData].map(
  (form) => {
    const { $schema: _, ...schema } = z.toJSONSchema(form, { io: 'output' })
    return schema
  },
)
