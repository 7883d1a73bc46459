import { z } from 'zod'
import { amount, basketId, currencyCode, described, localDate } from './parts.ts'
import { taxTotals } from './tax.ts'

const day = (description: string) => described(localDate, description, '2026-12-22')

const line = z.object({
  description: described(z.string(), 'What was bought, in words.', 'Business'),
  quantity: described(z.number(), 'How many.', 25),
  amount: described(amount, 'Without tax.', '300.00'),
  tax: described(amount, 'Its tax.', '0.00'),
  price: described(amount, 'As it was sold, before discounts: with an inclusive tax in it.', '300.00'),
  serviceStartDate: day('First day of the service paid for.').nullable(),
  serviceEndDate: day('Last day of the service paid for.').nullable(),
})

const subscription = z.object({
  reference: described(z.string(), 'Its code for people.', '2TJ25TK632EG'),
  name: described(z.string(), 'What is held.', 'Business'),
  quantity: described(z.number(), 'How many.', 25),
  startDate: day('The day it starts.'),
  status: described(z.string(), '`active`, or `pending` until it starts.', 'active'),
})

const gift = z.object({
  name: described(z.string(), 'What is given.', 'A year of Digital'),
  code: described(
    z.string().nullable(),
    'Its code, where the buyer hands it over; null when it is sent, claimed or paid back.',
    '7Q2MX-0B9KD-3HVWE-RT56Z',
  ),
  claimLink: described(
    z.string().nullable(),
    'Its claim page; as `code`.',
    'https://shop.example.com/gift/2Vt0yQ0mJd8cQ3n1',
  ),
  sentTo: described(z.string().nullable(), 'Who is sent it.', 'rec@example.com'),
  deliveryDate: day('When it is sent.').nullable(),
  delivered: described(z.boolean(), 'Whether it was sent.', true),
})

const merchant = z.object({
  name: described(z.string(), 'Who sells.', 'Northwind News'),
  logoUrl: described(z.string().nullable(), 'Their logo.', 'https://www.example.com/logo.svg'),
  accentColor: described(z.string(), 'Their colour.', '#1f5eff'),
  supportEmail: described(z.string().nullable(), 'Where to ask.', 'help@example.com'),
})

/** What the buyer gets to see of an order; the type beside it is `Receipt`. */
export const receiptAnswer = z
  .object({
    id: described(z.string(), 'The order.', 'order-4dd195c3eee4297e33aecb5436cf8092'),
    order_reference: described(z.string(), 'Its code for people.', '8HK92PL401QW'),
    status: described(z.string(), 'Where it stands.', 'complete'),
    checkoutId: described(
      basketId,
      'The basket that was bought.',
      'basket-22e3d318-92e2-4909-b59c-1265623bc3f6',
    ),
    created: described(z.string(), 'When it was ordered.', '2026-11-22T04:50:51.000Z'),
    email: described(z.string(), 'Where the copy went.', 'ada@example.com'),
    currency: described(currencyCode, 'Of all amounts; empty until the order is complete.', 'GBP'),
    locale: described(z.string().nullable(), 'Language of the link.', 'en-GB'),
    paymentType: described(
      z.string(),
      'How it was paid: `card`, `invoice`, `external` or `zuora_card`.',
      'card',
    ),
    card: z
      .object({
        brand: described(z.string(), 'Brand of the card.', 'visa'),
        last4: described(z.string(), 'Its last four digits.', '4242'),
        expiryMonth: described(z.number(), 'The last month it is good for, 1 to 12.', 12),
        expiryYear: described(z.number(), 'And its year.', 2034),
      })
      .nullable()
      .meta({ description: 'The card that paid, when one did.' }),
    paid: described(amount, 'What was paid.', '300.00'),
    due: described(amount, 'What is still to pay.', '0.00'),
    discount: described(amount, 'What discounts took off the prices of the lines.', '0.00'),
    total: described(amount, 'What the invoice says.', '300.00'),
    tax: described(amount, 'Tax in it.', '0.00'),
    taxes: taxTotals.readonly(),
    lines: z.array(line).readonly().meta({ description: 'What was bought.' }),
    subscriptions: z.array(subscription).readonly().meta({ description: 'What starts when.' }),
    gifts: z.array(gift).readonly().meta({ description: 'The gifts that were bought.' }),
    next: z
      .object({
        date: day('The day.'),
        amount: described(amount, 'What is charged.', '300.00'),
        currency: described(currencyCode, 'In what.', 'GBP'),
      })
      .nullable()
      .meta({ description: 'The next charge, when there is one.' }),
    schedule: z
      .array(z.object({ date: day('The day.'), amount: described(amount, 'What is charged.', '300.00') }))
      .readonly()
      .meta({ description: 'What is charged when.' }),
    document: described(
      z.string().nullable(),
      'Where this browser finds the invoice as a page; with `&format=pdf` as a file. Null when nothing was invoiced.',
      '/api/checkout/document?checkoutId=basket-22e3d318-92e2-4909-b59c-1265623bc3f6',
    ),
    returnUrl: described(z.string().nullable(), 'Where the buyer goes on.', 'https://www.example.com/thanks'),
    merchant: merchant.meta({ description: 'Who sells.' }),
  })
  .meta({ id: 'Receipt', description: 'An order as its buyer sees it.' })
