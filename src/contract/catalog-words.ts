import { z } from 'zod'

/** The words and numbers that catalogue items are written with: many spellings in, one meaning out. */

/** The most that an interval, a delay, a term or a repetition may count. */
export const maxCount = 1_000

/** Spellings are compared by their letters alone: `one_time`, `one-time` and `onetime` are one. */
export function aliased<T>(meanings: Readonly<Record<string, T>>, expected: string) {
  const known = new Map(Object.entries(meanings))
  return z.string(`must be ${expected}`).transform((given, context): T => {
    const meaning = known.get(given.toLowerCase().replace(/[^a-z]/g, ''))
    if (meaning !== undefined) return meaning
    context.addIssue({ code: 'custom', message: `must be ${expected}` })
    return z.NEVER
  })
}

export const intervalUnit = aliased(
  {
    day: { unit: 'days', times: 1 },
    days: { unit: 'days', times: 1 },
    week: { unit: 'weeks', times: 1 },
    weeks: { unit: 'weeks', times: 1 },
    month: { unit: 'months', times: 1 },
    months: { unit: 'months', times: 1 },
    quarter: { unit: 'months', times: 3 },
    quarters: { unit: 'months', times: 3 },
    year: { unit: 'years', times: 1 },
    years: { unit: 'years', times: 1 },
  } as const,
  'days, weeks, months, quarters or years',
)

/** A whole number, also as a string of digits. */
export function whole(minimum: number, maximum: number) {
  const message = `must be a whole number from ${minimum} to ${maximum}`
  const digits = z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
  return z.union([z.int(), digits], message).refine((n) => n >= minimum && n <= maximum, message)
}

export type IntervalData = { readonly count: number; readonly unit: 'days' | 'weeks' | 'months' | 'years' }

export function intervalOf(count: number, unit: z.output<typeof intervalUnit>): IntervalData {
  return { count: count * unit.times, unit: unit.unit }
}
