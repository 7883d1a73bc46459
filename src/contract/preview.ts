import { z } from 'zod'
import { amount, currencyCode, described, localDate } from './parts.ts'
import { appliedTax, taxTotals } from './tax.ts'

/** What a preview answers. Every amount is a decimal string; ids and numbers in it are provisional. */

const day = (description: string, example: string) => described(localDate, description, example)
const discount = described(z.string(), 'What discounts took off; the amounts are without it.', '2.00')
const provisional = 'Provisional: the submitted order gets its own.'

const item = z.object({
  chargeName: described(z.string(), 'Name of the price in the catalogue.', 'charge_1'),
  chargeDescription: described(z.string(), 'What it is for.', 'Monthly subscription'),
  chargeNumber: described(
    z.string(),
    `This line. ${provisional}`,
    'invoice_item-2c983a94fbfd0d3663ec0cb9d9773670',
  ),
  processingType: described(z.enum(['Charge', 'Credit']), 'Money asked for, or given back.', 'Charge'),
  productName: described(z.string(), 'The product.', 'Pro'),
  productRatePlanChargeId: described(
    z.string(),
    `The charge on its subscription. ${provisional}`,
    'subscription_offer-2c983a94fbfd0d3663ec0cb9d9773670/charge_1',
  ),
  serviceStartDate: day('First day that is paid for.', '2026-12-01'),
  serviceEndDate: day('Last day that is paid for.', '2026-12-31'),
  subscriptionNumber: described(z.string(), `Its subscription. ${provisional}`, '2TJ25TK632EG'),
  unitPrice: amount,
  amountWithoutTax: amount,
  taxAmount: amount,
  taxRate: appliedTax.optional(),
  discount: discount.optional(),
  additionalInfo: z.object({
    quantity: described(z.number(), 'How many.', 3),
    unitOfMeasure: described(z.string(), 'Of what.', 'Each'),
  }),
})

const document = {
  amount,
  amountWithoutTax: amount,
  taxAmount: amount,
  taxes: taxTotals,
  targetDate: day('The day it is issued.', '2026-12-01'),
}

const scheduleEntry = z.object({
  date: day('The day it is due.', '2026-12-01'),
  schedule_date: day('The same day.', '2026-12-01'),
  type: described(z.literal('payment'), 'What happens on it.', 'payment'),
  description: described(z.string(), 'What is charged.', 'Pro'),
  amount,
  amountWithoutTax: amount,
  taxAmount: amount,
  currency: currencyCode,
  unit_amount: amount.optional(),
  quantity: described(z.number(), 'How many, when the entry has one line.', 3).optional(),
  lineItems: z.array(
    z.object({
      chargeName: described(z.string(), 'Name of the price.', 'charge_1'),
      productName: described(z.string(), 'The product.', 'Pro'),
      processingType: described(z.literal('Charge'), 'Money asked for.', 'Charge'),
      quantity: described(z.number(), 'How many.', 3),
      amountWithoutTax: amount,
      taxAmount: amount,
      taxRate: appliedTax.optional(),
      discount: discount.optional(),
      serviceStartDate: day('First day that is paid for.', '2026-12-01'),
      serviceEndDate: day('Last day that is paid for.', '2026-12-31'),
    }),
  ),
})

/** What the order would do. */
export const previewFigures = z.object({
  preview: z.object({
    success: described(z.literal(true), 'The order could be placed.', true),
    orderNumber: described(z.string(), provisional, '67JKSCLQESR0'),
    orderId: described(z.string(), provisional, 'order-8ad0887e850fc589018512981a1b4acb'),
    accountNumber: described(z.string(), `The customer. ${provisional}`, 'A00000000001'),
    status: described(z.string(), 'Status of the first subscription.', 'active'),
    subscriptions: z.array(
      z.object({
        status: described(z.string(), 'What it will be.', 'active'),
        subscriptionId: described(z.string(), provisional, 'sub-8ad0887e850fc589018512981a1b4acb'),
        subscriptionNumber: described(z.string(), provisional, '2TJ25TK632EG'),
      }),
    ),
    paidAmount: described(z.string(), 'What is due today, after credits and balance.', '59.97'),
    previewResult: z.object({
      invoices: z.array(z.object({ ...document, invoiceItems: z.array(item) })),
      creditMemos: z.array(z.object({ ...document, creditMemoItems: z.array(item) })),
    }),
  }),
  schedule: z.array(scheduleEntry).meta({
    description:
      'What is due today and in the next 12 months: at least one entry while anything is charged, at most 24.',
  }),
  scheduleBefore: z
    .array(scheduleEntry)
    .optional()
    .meta({ description: 'For an order on a subscription: what would have been charged without it.' }),
  effectiveDate: day('The day the order takes hold, in the account’s time zone.', '2026-12-01'),
  nextSchedule: z
    .object({ date: day('The day.', '2027-01-01'), amount, currency: currencyCode })
    .nullable()
    .meta({ description: 'The next charge after today; `null` when there is none.' }),
  messages: z
    .array(
      z.object({
        level: described(z.enum(['info', 'warning']), 'How much it matters.', 'info'),
        code: described(z.string(), 'Which kind of note.', 'due_today'),
        text: described(z.string(), 'The note, in plain words.', '59.97 GBP is due today.'),
        about: described(z.string(), 'What it is about, such as a promo code.', 'SPRING20').optional(),
      }),
    )
    .meta({ description: 'What happens, in plain words.' }),
})

export type PreviewFigures = z.output<typeof previewFigures>

export const previewAnswer = previewFigures
  .extend({
    preview_id: described(
      z.string(),
      'Send it with the order: it does exactly this, or answers 409 `changes_differ`.',
      'eyJ2IjoxfQ.Zk3v0S5o9C1kq2Tn7xW4yA',
    ),
    fingerprint: described(
      z.string(),
      'Names these figures; send it as `expected_fingerprint`.',
      '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    ),
    valid_until: described(z.string(), 'Until when `preview_id` can be used.', '2026-11-22T05:09:47.000Z'),
  })
  .meta({ id: 'Preview', description: 'What an order would do, to the cent. Nothing was written.' })

export type PreviewAnswer = z.output<typeof previewAnswer>
