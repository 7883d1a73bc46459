import type { Charge } from './charge.ts'
import { allocate, type Fraction, multiply } from './money.ts'
import type { Discount } from './subscription.ts'
import type { LocalDate } from './time.ts'

/** A discount at work, with its days; `endOn` is the first day without, absent: for ever. */
export interface RunningDiscount {
  readonly discount: Discount
  readonly startOn: LocalDate
  readonly endOn: LocalDate | undefined
}

const million = 1_000_000

/** A line before anything is taken off it. */
export interface FullLine {
  readonly charge: Charge
  readonly discounts: readonly RunningDiscount[] | undefined
  /** The day the line is due. */
  readonly on: LocalDate
  readonly quantity: number
  /** How much of the period the line is for. */
  readonly part: Fraction
  /** It adds to what was charged for its period already, and the fixed amounts of that period with it. */
  readonly isAddition: boolean
}

export interface ReducedLine {
  /** What is charged, minor units. */
  readonly amount: number
  /** What was taken off. */
  readonly discount: number
}

/**
 * What the lines of one day come to. Each is unit price × quantity × part, percentages taken off, rounded once. A fixed amount is
 * taken off once for all the lines it is for: split by what they come to for a whole period (largest remainder), each share reduced
 * to the line's part of its period, never more than the line. The same discount must be the same object on every line.
 */
export function reducedLines(lines: readonly FullLine[]): readonly ReducedLine[] {
  if (lines.every(({ discounts }) => discounts === undefined))
    return lines.map((line) => ({ amount: fullAmount(line), discount: 0 }))
  const working = lines.map(afterPercentages)
  const fixed = new Set(working.flatMap(({ fixed }) => fixed))
  for (const discount of fixed) takeOff(working, discount)
  return working.map(({ line, amount }) => ({ amount, discount: fullAmount(line) - amount }))
}

interface Working {
  readonly line: FullLine
  /** The fixed amounts it takes part in. */
  readonly fixed: readonly RunningDiscount[]
  amount: number
  /** What a whole period comes to, as far as fixed amounts have left it. */
  whole: number
}

function afterPercentages(line: FullLine): Working {
  const atWork = (line.discounts ?? []).filter((one) => isAtWork(one, line.on))
  const left = atWork.reduce<Fraction>(
    ({ numerator, denominator }, { discount }) => ({
      numerator: BigInt(numerator) * BigInt(million - (discount.percentage ?? 0)),
      denominator: BigInt(denominator) * BigInt(million),
    }),
    { numerator: 1, denominator: 1 },
  )
  const { charge, quantity, part } = line
  return {
    line,
    fixed: line.isAddition ? [] : atWork.filter(({ discount }) => discount.amount !== undefined),
    amount: amountOf(charge, quantity, {
      numerator: BigInt(part.numerator) * BigInt(left.numerator),
      denominator: BigInt(part.denominator) * BigInt(left.denominator),
    }),
    whole: amountOf(charge, quantity, left),
  }
}

function takeOff(all: readonly Working[], discount: RunningDiscount): void {
  const working = all.filter(({ fixed }) => fixed.includes(discount))
  const weights = working.map(({ whole }) => whole)
  const most = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  const wanted = discount.discount.amount ?? 0
  const shares = allocate(most < BigInt(wanted) ? Number(most) : wanted, weights)
  for (const [index, one] of working.entries()) {
    const share = shares[index] ?? 0
    one.whole -= share
    one.amount = Math.max(0, one.amount - (multiply(share, 1, one.line.part) ?? 0))
  }
}

/** From its first day up to its end. */
function isAtWork({ startOn, endOn }: RunningDiscount, on: LocalDate): boolean {
  return on >= startOn && (endOn === undefined || on < endOn)
}

function fullAmount({ charge, quantity, part }: FullLine): number {
  return amountOf(charge, quantity, part)
}

function amountOf(charge: Charge, quantity: number, part: Fraction): number {
  const amount = multiply(charge.unitAmount, quantity, part)
  if (amount === undefined) throw new Error(`the amount of ${charge.name} was not checked before`)
  return amount
}
