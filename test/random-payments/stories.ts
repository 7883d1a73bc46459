import fc from 'fast-check'
import type { CardBehaviour, FaultyCall } from '../gateway-conformance/gateway-under-test.ts'

/** What a buyer does about their order, one after the other. */
export type Deed =
  /** Sends the order, so often at once; `keyed`: as one call that is repeated. */
  | { readonly do: 'order'; readonly card: CardBehaviour; readonly times: number; readonly keyed: boolean }
  | { readonly do: 'pass' | 'fail' | 'come back' }
  /** A notice comes, so often. */
  | { readonly do: 'notice'; readonly times: number }
  /** So many answers of the gateway are lost from now on. */
  | { readonly do: 'lose'; readonly call: FaultyCall; readonly times: number }

export interface Story {
  readonly offer: '/offers2/Digital Monthly' | '/offers2/Digital Trial'
  readonly deeds: readonly Deed[]
  /** Is it paid back in the end, if it was paid? */
  readonly cancelled: boolean
}

const card = fc.oneof(
  { weight: 4, arbitrary: fc.constant<CardBehaviour>('pays') },
  { weight: 3, arbitrary: fc.constant<CardBehaviour>('is challenged') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<CardBehaviour>(
      'is declined',
      'lacks funds',
      'fails its challenge',
      'is blocked',
    ),
  },
)

const times = fc.integer({ min: 1, max: 3 })

const order = fc.record({ do: fc.constant('order' as const), card, times, keyed: fc.boolean() })

const call = fc.constantFrom<FaultyCall>('authorise', 'capture', 'void', 'lookup')

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: order },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('pass' as const, 'pass' as const, 'fail' as const)
      .map((name) => ({ do: name })),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'come back' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('notice' as const), times }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), call, times }) },
)

export const stories: fc.Arbitrary<Story> = fc
  .record({
    offer: fc.oneof(
      { weight: 5, arbitrary: fc.constant('/offers2/Digital Monthly' as const) },
      { weight: 1, arbitrary: fc.constant('/offers2/Digital Trial' as const) },
    ),
    before: fc.array(fc.record({ do: fc.constant('lose' as const), call, times }), { maxLength: 1 }),
    first: order,
    deeds: fc.array(deed, { maxLength: 5 }),
    cancelled: fc.boolean(),
  })
  .map(({ before, first, deeds, ...story }) => ({ ...story, deeds: [...before, first, ...deeds] }))
