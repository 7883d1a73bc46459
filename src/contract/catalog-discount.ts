import { z } from 'zod'
import { aliased, maxCount, whole } from './catalog-words.ts'

/** Reads `discount__limio`: what an offer of kind discount takes off the subscription it is attached to. */

const lengthUnit = aliased(
  {
    day: 'days',
    days: 'days',
    week: 'weeks',
    weeks: 'weeks',
    month: 'months',
    months: 'months',
    year: 'years',
    years: 'years',
    period: 'periods',
    periods: 'periods',
    billingperiod: 'periods',
    billingperiods: 'periods',
  } as const,
  'days, weeks, months, years or periods',
)

const kind = aliased(
  {
    percentage: 'percentage',
    discountpercentage: 'percentage',
    fixed: 'fixed',
    fixedamount: 'fixed',
    discountfixedamount: 'fixed',
  } as const,
  'percentage or fixed',
)

const figure = /^\d{1,15}(\.\d+)?$/
const percentage = /^(100(\.0+)?|\d{1,2}(\.\d{1,4})?)$/

/** `value` is a percentage unless `type` says `fixed`; without a `termLength` it is for ever. */
export const discountData = z
  .looseObject({
    value: z
      .union([z.number(), z.string()], 'must be a number, such as 20')
      .transform((given) => String(given).trim().replace(/\s*%$/, '')),
    type: kind.nullish(),
    currencyCode: z.string().trim().toUpperCase().nullish(),
    termLength: whole(0, maxCount).nullish(),
    termType: lengthUnit.nullish(),
  })
  .transform((given, context) => {
    const mistake = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    const isFixed = given.type === 'fixed'
    if (!(isFixed ? figure : percentage).test(given.value) || Number(given.value) === 0)
      mistake('value', isFixed ? 'must be an amount above zero' : 'must be above 0 and at most 100')
    if (given.termLength && !given.termType)
      mistake('termType', 'must be days, weeks, months, years or periods')
    return {
      value: given.value,
      isFixed,
      currency: given.currencyCode ?? undefined,
      length:
        given.termLength && given.termType ? { count: given.termLength, unit: given.termType } : undefined,
    }
  })

export type DiscountData = z.output<typeof discountData>
