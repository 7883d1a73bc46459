import { addDays, addInterval, firstPeriodAfter } from './calendar.ts'
import type { Charge } from './charge.ts'
import { fromDecimal } from './money.ts'
import { type Refusal, refuseAt } from './refusal.ts'
import type { Interval, LocalDate } from './time.ts'

/** A discount as it was agreed on, before it is known what it is taken off and from which day. */
export interface DiscountTerms {
  readonly name: string
  /** Millionths of the price: 20 % is 200,000. Absent: a fixed amount. */
  readonly percentage?: number | undefined
  readonly amount?: DecimalAmount | undefined
  /** Absent: for ever. */
  readonly length?: DiscountLength | undefined
  /** Paths or ids of the offers and add-ons it is for; absent: everything. */
  readonly offers?: readonly string[] | undefined
}

/** An amount whose currency may be left to what it is taken off. */
export interface DecimalAmount {
  readonly decimal: string
  readonly currency: string | undefined
}

/** A stretch of time, or a number of periods of what it is taken off. */
export type DiscountLength = Interval | { readonly count: number; readonly unit: 'periods' }

/** A percentage with at most four decimals, such as `12.5`, in millionths of the price. */
export function millionths(percentage: string): number {
  const [whole = '', decimals = ''] = percentage.split('.')
  return Number(whole) * 10_000 + Number(decimals.slice(0, 4).padEnd(4, '0'))
}

/** Is it for the offer or add-on that this id and path name? */
export function isFor({ offers }: DiscountTerms, offer: { readonly id: string; readonly path: string }) {
  return offers === undefined || offers.includes(offer.id) || offers.includes(offer.path)
}

/** The fixed amount in minor units of `currency`; `undefined` for a percentage. Refused in another currency, or with too many decimals. */
export function fixedAmount(
  { amount }: DiscountTerms,
  currency: string,
  pointer: string,
): number | undefined | Refusal {
  if (amount === undefined) return undefined
  if (amount.currency !== undefined && amount.currency !== currency)
    return refuseAt(
      'mixed_currencies',
      `${pointer}/currency`,
      `The discount is in ${amount.currency}, what it is taken off in ${currency}.`,
    )
  const minor = fromDecimal(amount.decimal, currency)
  if (minor !== undefined && minor > 0) return minor
  return refuseAt(
    'invalid_request',
    `${pointer}/amountDiscount`,
    `${amount.decimal} is no amount of ${currency} above zero.`,
  )
}

/**
 * The first day without it; `undefined`: for ever. It is counted from the first recurring charge that falls due on `from` or later:
 * a trial uses nothing of it up, and one month taken off on the 31st is one charge. Without such a charge, from that day.
 */
export function discountEnd(
  length: DiscountLength | undefined,
  charges: readonly Charge[],
  from: LocalDate,
): LocalDate | undefined {
  if (length === undefined) return undefined
  const next = charges.flatMap((charge) => nextDue(charge, from)).sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  if (length.unit === 'periods') return next === undefined ? addDays(from, 1) : next.after(length.count)
  return addInterval(next?.on ?? from, length)
}

interface NextDue {
  readonly on: LocalDate
  /** The day on which the charge is due so many periods later. */
  readonly after: (periods: number) => LocalDate
}

function nextDue({ anchorOn, interval, periods }: Charge, from: LocalDate): readonly NextDue[] {
  if (interval === undefined) return []
  const n = firstPeriodAfter(anchorOn, interval, addDays(from, -1))
  if (periods !== undefined && n >= periods) return []
  return [
    {
      on: addInterval(anchorOn, interval, n),
      after: (count) => addInterval(anchorOn, interval, n + count),
    },
  ]
}
