import type { Charge } from './charge.ts'
import { type Fraction, multiply } from './money.ts'
import type { Discount } from './subscription.ts'
import type { LocalDate } from './time.ts'

/** A discount at work, with its days; `endOn` is the first day without, absent: for ever. */
export interface RunningDiscount {
  readonly discount: Discount
  readonly startOn: LocalDate
  readonly endOn: LocalDate | undefined
}

const million = 1_000_000

export interface ReducedPart {
  /** The day the line is due. */
  readonly on: LocalDate
  readonly quantity: number
  /** How much of the period the line is for. */
  readonly part: Fraction
}

/**
 * Unit price × quantity × part, percentages taken off, rounded once; then fixed amounts (their share of the period) as far as there
 * is anything left. Both in minor units.
 */
export function reducedAmount(
  {
    charge,
    discounts = [],
  }: { readonly charge: Charge; readonly discounts?: readonly RunningDiscount[] | undefined },
  { on, quantity, part }: ReducedPart,
): { readonly amount: number; readonly discount: number } {
  const full = amountOf(charge, quantity, part)
  const atWork = charge.interval === undefined ? [] : discounts.filter((one) => isAtWork(one, on))
  if (atWork.length === 0) return { amount: full, discount: 0 }
  const percentages = atWork.flatMap(({ discount }) => discount.percentage ?? [])
  const left = percentages.reduce(
    ({ numerator, denominator }, percentage) => ({
      numerator: numerator * BigInt(million - percentage),
      denominator: denominator * BigInt(million),
    }),
    { numerator: BigInt(part.numerator), denominator: BigInt(part.denominator) },
  )
  const reduced = amountOf(charge, quantity, left)
  const fixed = atWork.reduce((sum, { discount }) => sum + share(discount.amount ?? 0, part), 0)
  const amount = Math.max(0, reduced - fixed)
  return { amount, discount: full - amount }
}

/** From its first day up to its end. */
function isAtWork({ startOn, endOn }: RunningDiscount, on: LocalDate): boolean {
  return on >= startOn && (endOn === undefined || on < endOn)
}

function amountOf(charge: Charge, quantity: number, part: Fraction): number {
  const amount = multiply(charge.unitAmount, quantity, part)
  if (amount === undefined) throw new Error(`the amount of ${charge.name} was not checked before`)
  return amount
}

function share(amount: number, part: Fraction): number {
  return multiply(amount, 1, part) ?? 0
}
