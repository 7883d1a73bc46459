import { addDays } from './calendar.ts'
import type { Message } from './changeset.ts'
import { toPercent } from './money.ts'
import type { LocalDate } from './time.ts'
import { dayInWords, moneyInWords } from './words.ts'

/** `20 %` or `5.00 GBP`. */
export function reductionInWords({
  percentage,
  amount,
  currency,
}: {
  readonly percentage: number | undefined
  /** Minor units. */
  readonly amount: number | undefined
  readonly currency: string
}): string {
  return percentage === undefined ? moneyInWords(amount ?? 0, currency) : `${toPercent(percentage)} %`
}

/** What a discount takes off, and how long. */
export function discountMessage({
  name,
  endOn,
  ...reduction
}: {
  readonly name: string
  readonly percentage: number | undefined
  readonly amount: number | undefined
  readonly currency: string
  readonly endOn: LocalDate | undefined
}): Message {
  const long = endOn === undefined ? 'for as long as it runs' : `until ${dayInWords(addDays(endOn, -1))}`
  return {
    level: 'info',
    code: 'discount',
    text: `${name}: ${reductionInWords(reduction)} off each charge ${long}.`,
  }
}
