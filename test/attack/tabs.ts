import fc from 'fast-check'

/** What one tab does, one after the other. */
export type Act =
  /** Presses the button; `clicks` at once, each with its own key or all with one. */
  | { readonly act: 'pay'; readonly card: string; readonly clicks: number; readonly oneKey: boolean }
  /** The same, but gives up waiting, and asks again with the same key. */
  | { readonly act: 'pay impatiently'; readonly card: string }
  /** Goes to the bank, if it was sent there, and says so; comes back or not. */
  | { readonly act: 'bank'; readonly says: 'yes' | 'no'; readonly comesBack: boolean }
  /** The back button: asks how it stands. */
  | { readonly act: 'return' }
  /** The gateway says that something happened, again and again. */
  | { readonly act: 'notices'; readonly times: number }
  /** The gateway loses answers. */
  | { readonly act: 'lose'; readonly call: 'authorise' | 'capture' | 'void'; readonly answers: number }

/** Each thing a while after the one before, in milliseconds: buyers think. */
export type Tab = readonly { readonly after: number; readonly act: Act }[]

/** Good cards are rare, or the attack would be over with the first. */
const cards = fc.oneof(
  { weight: 1, arbitrary: fc.constant('tok_ok') },
  {
    weight: 25,
    arbitrary: fc.constantFrom('tok_declined', 'tok_insufficient_funds', 'tok_bank_1', 'tok_bank_2'),
  },
)
const says = fc.oneof(
  { weight: 1, arbitrary: fc.constant('yes' as const) },
  { weight: 8, arbitrary: fc.constant('no' as const) },
)

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('pay' as const),
      card: cards,
      clicks: fc.integer({ min: 1, max: 3 }),
      oneKey: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('pay impatiently' as const), card: cards }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('bank' as const),
      says,
      comesBack: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('return' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('notices' as const), times: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('lose' as const),
      call: fc.constantFrom('authorise', 'capture', 'void'),
      answers: fc.integer({ min: 1, max: 3 }),
    }),
  },
)

const tab = fc.array(fc.record({ after: fc.integer({ min: 0, max: 200 }), act }), {
  minLength: 1,
  maxLength: 3,
})

/** What so many tabs do under this seed. */
export function tabsOf(seed: number, count: number): readonly Tab[] {
  return fc.sample(tab, { seed, numRuns: count })
}
