import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fault } from '../../../test/stripe-server/faults.ts'
import { useStripe } from '../../../test/support/stripe.ts'
import { askGateway } from '../../payments/ask-gateway.ts'
import { type GatewayPayment, GatewayUnavailable } from '../../ports/payment-gateway.ts'

/** Every kind of fault at every call of Stripe's, one after the other: money moves once, and in the end we know how it stands. */

const stripe = useStripe()

const fault = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Fault>('lost', 'broken', 'broken-after', 'limited', 'busy'),
  },
)

const stories = fc.record({
  faults: fc.array(fault, { maxLength: 25 }),
  amount: fc.integer({ min: 1, max: 9_999 }).map((hundreds) => hundreds * 100),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'ISK'),
  card: fc.constantFrom(
    'pm_card_visa',
    'pm_card_visa',
    'pm_card_authenticationRequired',
    'pm_card_chargeDeclined',
  ),
  ending: fc.constantFrom('capture', 'void', 'refund'),
  parties: fc.integer({ min: 1, max: 3 }),
})

/** As whoever carries on later does: until the outcome is known. */
async function untilKnown<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof GatewayUnavailable) || tries === 60) throw error
    }
  }
}

/** The same asked by so many at once, who all have to learn the same. */
async function together<Answer>(parties: number, ask: () => Promise<Answer>): Promise<Answer> {
  const answers = await Promise.all(Array.from({ length: parties }, () => untilKnown(ask)))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  const [first] = answers
  if (first === undefined) throw new Error('nobody asked')
  return first
}

type Story = typeof stories extends fc.Arbitrary<infer Told> ? Told : never

async function live(story: Story): Promise<void> {
  const { gateway, server } = stripe()
  const { amount, currency, card, ending, parties } = story
  const key = randomUUID()
  const waiting = [...story.faults]
  server.faults.choose(() => waiting.shift())
  const request = {
    key,
    amount,
    currency,
    source: { kind: 'token', token: card },
    payer: { ownerId: randomUUID(), email: undefined },
    offSession: false,
    returnUrl: 'https://shop.example/back',
  } as const
  const ask = (call: () => Promise<GatewayPayment>, done: readonly string[]) => () =>
    askGateway(gateway, key, { call, isDone: ({ state }) => done.includes(state) })
  const asked = ask(() => gateway.authorise(request), ['authorised', 'challenged', 'declined'])
  const { reference, ...begun } = await together(parties, asked)
  if (begun.state === 'challenged') server.passChallenge(begun.url, true)
  if (begun.state === 'declined') return expectTaken(key, 0)
  if (ending === 'void') {
    await together(
      parties,
      ask(() => gateway.void({ key, reference }), ['voided']),
    )
    return expectTaken(key, 0)
  }
  await together(
    parties,
    ask(() => gateway.capture({ key, reference, amount }), ['captured']),
  )
  if (ending === 'refund')
    await together(parties, () => gateway.refund({ key: `${key}:back`, reference, amount: amount / 10 }))
  expectTaken(key, currency === 'ISK' ? amount * 100 : amount)
  const sent = [...server.books.refunds.values()].filter(({ intent }) => intent === reference)
  expect(sent).toHaveLength(ending === 'refund' ? 1 : 0)
}

/** By Stripe's own books, of all intents that bear our key. */
function expectTaken(key: string, amount: number): void {
  const ours = [...stripe().server.books.intents.values()].filter(
    ({ metadata }) => metadata.proffer_key === key,
  )
  expect(ours.reduce((sum, { received }) => sum + received, 0)).toBe(amount)
  expect(ours.filter(({ status }) => status === 'requires_capture')).toEqual([])
  expect(ours.filter(({ latestCharge }) => latestCharge !== null).length).toBeLessThanOrEqual(1)
}

test('300 payments through whatever Stripe and the network do', { timeout: 300_000 }, async () => {
  await fc.assert(fc.asyncProperty(stories, live), { numRuns: 300, seed: 20_261_122 })
})
