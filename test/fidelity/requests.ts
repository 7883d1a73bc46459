import fc from 'fast-check'
import { examplesOf } from '../support/examples.ts'

export type Request = Readonly<Record<string, unknown>>

/** What is drawn for one request: taken up wherever the example leaves room. */
export interface Dice {
  readonly quantity: number
  /** Days from today of every date in it. */
  readonly days: number
  readonly amount: number
  readonly settle: string
  readonly drops: number
  readonly turn: number
}

/** Mostly as the examples have it; dates near and far, quantities that fit or not. */
export const dice: fc.Arbitrary<Dice> = fc.record({
  quantity: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) },
  ),
  days: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 100 }) },
    { weight: 1, arbitrary: fc.integer({ min: -400, max: 800 }) },
  ),
  amount: fc.integer({ min: 1, max: 5_000 }),
  settle: fc.constantFrom('none', 'credit', 'refund'),
  drops: fc.integer({ min: 0, max: 40 }),
  turn: fc.nat({ max: 1_000 }),
})

/** Every request that the examples of a type make; a type that is registered has some, so that it is covered from its first day. */
export function exampleRequests(type: string): readonly Request[] {
  return examplesOf(type).map(([, { request }]) => request)
}

/** A request like that of an example, with other numbers and days; now and then without one of its fields. */
export function varied(request: Request, today: string, thrown: Dice): Request {
  const fields = Object.entries(request)
  const dropped = fields[thrown.drops]?.[0]
  // Only these may be missing in a preview, where they are not in a submit.
  const kept = fields.filter(([name]) => name !== dropped || ['order_type', 'payment'].includes(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, variedValue(name, value, { today, thrown })]))
}

function variedValue(name: string, value: unknown, given: { today: string; thrown: Dice }): unknown {
  const { today, thrown } = given
  if (Array.isArray(value)) return value.map((one) => variedValue(name, one, given))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, variedValue(key, one, given)]))
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) return dayAfter(today, thrown.days)
  if (name === 'quantity') return thrown.quantity
  if (name === 'amount')
    return `${Math.floor(thrown.amount / 100)}.${String(thrown.amount % 100).padStart(2, '0')}`
  if (name === 'settle') return thrown.settle
  return value
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
