import fc from 'fast-check'
import type { CardBehaviour, FaultyCall } from './gateway-under-test.ts'

/** What happens to a payment, in any order. */
export type Deed =
  | { readonly do: 'authorise' | 'capture' | 'void' | 'capture and void at once' | 'look up' }
  | { readonly do: 'pass' | 'fail' }
  /** Hundredths of the amount, under the key of this number. */
  | { readonly do: 'refund'; readonly n: number; readonly hundredths: number }

export interface Step {
  readonly deed: Deed
  /** By how many at once. */
  readonly by: number
  /** What happens to answers while it is done. */
  readonly lost: readonly { readonly call: FaultyCall; readonly times: number }[]
  /** Do all answers to this call come too late? */
  readonly late: FaultyCall | undefined
}

export interface Story {
  readonly behaviour: CardBehaviour
  readonly amount: number
  readonly currency: string
  readonly steps: readonly Step[]
}

const behaviour = fc.oneof(
  { weight: 4, arbitrary: fc.constant<CardBehaviour>('pays') },
  { weight: 3, arbitrary: fc.constant<CardBehaviour>('is challenged') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<CardBehaviour>('fails its challenge', 'is declined', 'lacks funds'),
  },
)

const plain = (...deeds: Exclude<Deed['do'], 'refund'>[]) =>
  fc.constantFrom(...deeds).map((name): Deed => ({ do: name }))

const refund = fc.record({
  do: fc.constant('refund' as const),
  n: fc.integer({ min: 1, max: 3 }),
  hundredths: fc.integer({ min: 1, max: 100 }),
})

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: plain('authorise', 'look up') },
  { weight: 4, arbitrary: plain('capture') },
  { weight: 3, arbitrary: plain('pass') },
  { weight: 1, arbitrary: plain('fail') },
  { weight: 1, arbitrary: plain('void', 'capture and void at once') },
  { weight: 3, arbitrary: refund },
)

const calls = fc.constantFrom<FaultyCall>('authorise', 'capture', 'void', 'refund', 'lookup')

const step: fc.Arbitrary<Step> = fc.record({
  deed,
  by: fc.oneof(
    { weight: 3, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) },
  ),
  lost: fc.oneof(
    fc.constant([]),
    fc.array(fc.record({ call: calls, times: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
  late: fc.option(calls, { nil: undefined, freq: 20 }),
})

/** Begins with the authorisation, like every payment; whatever goes wrong with its answer. */
export const stories: fc.Arbitrary<Story> = fc
  .record({
    behaviour,
    amount: fc.integer({ min: 1, max: 9_999 }).map((tens) => tens * 100),
    currency: fc.constantFrom('GBP', 'EUR', 'USD', 'JPY', 'KWD'),
    first: step,
    steps: fc.array(step, { minLength: 1, maxLength: 8 }),
  })
  .map(({ first, steps, ...story }) => ({
    ...story,
    steps: [{ ...first, deed: { do: 'authorise' } }, ...steps],
  }))
