import { z } from 'zod'
import { country, described, localDate } from './parts.ts'
import { findSubdivision } from './subdivisions.ts'

/** Taxes: the table that an operator keeps, and how one that was put on a line is shown. */

const name = described(z.string().trim().min(1).max(40), 'As invoices name it.', 'VAT')

/** At most four decimals: a rate is kept in millionths. */
const percentage = /^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/

const shown = {
  name,
  rate: described(z.string(), 'Percentage.', '20'),
  inclusive: described(z.boolean(), 'Is the tax part of the price? Otherwise it comes on top.', false),
}

/** The tax of one line. */
export const appliedTax = z.object(shown).meta({
  description: 'The tax that holds in the buyer’s place on the day the line is due; absent: none does.',
})

const decimal = (description: string, example: string) => described(z.string(), description, example)

/** The taxes of a document, each once. */
export const taxTotals = z
  .array(
    z.object({
      ...shown,
      amountWithoutTax: decimal('Sum of the lines that have it, without tax.', '30.00'),
      taxAmount: decimal('What it comes to.', '6.00'),
    }),
  )
  .meta({ description: 'Each tax once, with what it comes to.' })

const day = (description: string, example: string) =>
  described(localDate.nullable().default(null), description, example)

const taxRate = z
  .strictObject({
    country: described(country, 'Where it holds, ISO 3166-1 alpha-2.', 'GB'),
    subdivision: described(
      z.string().trim().min(1).max(100).nullable().default(null),
      'Only in this part of the country, ISO 3166-2, with or without the country; null: everywhere that has no rate of its own.',
      'CA',
    ),
    name,
    rate: described(
      z
        .union([z.number(), z.string()])
        .refine(
          (given) => percentage.test(String(given)),
          'must be a percentage from 0 to 100 with at most four decimals',
        ),
      'Percentage, at most four decimals.',
      '20',
    ),
    type: described(
      z.enum(['exclusive', 'inclusive']),
      '`exclusive`: it comes on top of the price. `inclusive`: the price has it in it.',
      'exclusive',
    ),
    from: day('First day; null: it held always.', '2011-01-04'),
    until: day('First day on which it no longer holds; null: no end.', '2030-01-01'),
  })
  .superRefine((rate, context) => {
    if (rate.subdivision !== null && findSubdivision(rate.country, rate.subdivision) === undefined)
      context.addIssue({
        code: 'custom',
        path: ['subdivision'],
        message: `must be a subdivision of ${rate.country}, such as CA of US`,
      })
    if (rate.from !== null && rate.until !== null && rate.until <= rate.from)
      context.addIssue({ code: 'custom', path: ['until'], message: 'must come after from' })
  })

export type WireTaxRate = z.output<typeof taxRate>

/** Two rates of one place on one day would be a guess. */
export const taxRatesBody = z
  .strictObject({
    rates: z
      .array(taxRate)
      .max(2000)
      .meta({ description: 'The whole table; of one place at most one rate holds on a day.' }),
  })
  .superRefine(({ rates }, context) => {
    rates.forEach((rate, at) => {
      if (rates.slice(0, at).some((other) => isSamePlace(rate, other) && overlap(rate, other)))
        context.addIssue({
          code: 'custom',
          path: ['rates', at],
          message: 'another rate of the same place holds on some of these days',
        })
    })
  })
  .meta({ description: 'The taxes that are put on charges. Empty: none.' })

/** The code of a subdivision, however it was written. */
export function subdivisionCode({ country: code, subdivision }: WireTaxRate): string | undefined {
  return subdivision === null ? undefined : findSubdivision(code, subdivision)?.code
}

function isSamePlace(one: WireTaxRate, other: WireTaxRate): boolean {
  return one.country === other.country && subdivisionCode(one) === subdivisionCode(other)
}

function overlap(one: WireTaxRate, other: WireTaxRate): boolean {
  const begins = (rate: WireTaxRate) => rate.from ?? ''
  const ends = (rate: WireTaxRate) => rate.until ?? '9999-99-99'
  return begins(one) < ends(other) && begins(other) < ends(one)
}

export const taxRatesAnswer = z
  .object({ rates: z.array(z.object({ ...taxRate.shape, rate: shown.rate })) })
  .meta({ description: 'The taxes that are put on charges.' })
