import { currencyExponents } from './currencies.ts'

/** A part of something, such as 15 of 30 days; both whole, `denominator` above zero. */
export interface Fraction {
  readonly numerator: number | bigint
  readonly denominator: number | bigint
}

/** Number of decimals of an ISO 4217 currency; `undefined` when there is no such active currency. */
export function exponentOf(currency: string): number | undefined {
  return currencyExponents.get(currency)
}

/** Minor units as a decimal string with the currency's own decimals: 1999 GBP is `"19.99"`, 1999 JPY is `"1999"`. */
export function toDecimal(minor: number, currency: string): string {
  const exponent = exponentOf(currency)
  if (exponent === undefined) throw new Error(`no such currency: ${currency}`)
  if (exponent === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * Minor units of a decimal string or JSON number, exactly. `undefined` when it is no plain decimal number, has more
 * decimals than the currency, is too large to be exact, or the currency does not exist.
 */
export function fromDecimal(value: string | number, currency: string): number | undefined {
  const exponent = exponentOf(currency)
  const parts = /^(-?)(\d{1,16})(?:\.(\d+))?$/.exec(String(value))
  if (exponent === undefined || parts === null) return undefined
  const [, sign = '', whole = '', decimals = ''] = parts
  if (decimals.length > exponent) return undefined
  const minor = Number(whole + decimals.padEnd(exponent, '0'))
  if (!Number.isSafeInteger(minor)) return undefined
  return sign === '-' && minor !== 0 ? -minor : minor
}

/** Millionths as a percentage without idle zeros: 200,000 is `"20"`, 81,250 is `"8.125"`. */
export function toPercent(millionths: number): string {
  const digits = String(millionths).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '')
}

/** Millionths of a percentage with at most four decimals: `"8.875"` is 88,750. */
export function fromPercent(percentage: string): number {
  const [whole = '0', decimals = ''] = percentage.split('.')
  return Number(whole + decimals.padEnd(4, '0'))
}

/**
 * Unit price × quantity × fraction, rounded once, half away from zero; minor units. The only place where money is
 * rounded. `undefined` when the result cannot be held exactly (refuse with `amount_too_large`).
 */
export function multiply(
  unitAmount: number,
  quantity: number,
  { numerator, denominator }: Fraction = { numerator: 1, denominator: 1 },
): number | undefined {
  const product = BigInt(unitAmount) * BigInt(quantity) * BigInt(numerator)
  const result = Number(divideRounded(product, BigInt(denominator)))
  return Number.isSafeInteger(result) ? result : undefined
}

function divideRounded(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value
  const rounded = (2n * size + by) / (2n * by)
  return value < 0n ? -rounded : rounded
}

/** Sum of minor units; `undefined` when it cannot be held exactly. */
export function sum(amounts: readonly number[]): number | undefined {
  const total = amounts.reduce((all, amount) => all + BigInt(amount), 0n)
  const result = Number(total)
  return Number.isSafeInteger(result) ? result : undefined
}

/** A sum that is known to fit, because the planner refused larger amounts; a bug otherwise. */
export function exactSum(amounts: readonly number[]): number {
  const total = sum(amounts)
  if (total === undefined) throw new Error('a total exceeds what an amount can hold')
  return total
}

/**
 * Splits a total in proportion to weights so that the parts add up exactly: each gets its share rounded down, and what
 * is left goes one by one to the largest remainders (the earlier first when equal). Weights are whole and not negative;
 * when all are zero the total is split evenly. `total` may be negative.
 */
export function allocate(total: number, weights: readonly number[]): readonly number[] {
  if (total < 0) return allocate(-total, weights).map((part) => (part === 0 ? 0 : -part))
  const shares = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1)
  const whole = shares.reduce((all, weight) => all + BigInt(weight), 0n)
  const exact = shares.map((weight) => BigInt(total) * BigInt(weight))
  const parts = exact.map((share) => share / whole)
  const left = Number(parts.reduce((rest, part) => rest - part, BigInt(total)))
  const remainder = (index: number) => (exact[index] ?? 0n) % whole
  const byRemainder = parts.map((_, index) => index)
  byRemainder.sort((a, b) => compare(remainder(b), remainder(a)) || a - b)
  const lucky = new Set(byRemainder.slice(0, left))
  return parts.map((part, index) => Number(part) + (lucky.has(index) ? 1 : 0))
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
