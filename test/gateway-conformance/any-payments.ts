import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GatewayMovement } from '../../src/ports/payment-gateway.ts'
import { live, type Told } from './buyer-and-seller.ts'
import { useGateway } from './conformance.ts'
import { type Story, stories } from './deeds.ts'
import type { GatewayBooks, GatewayUnderTest, MakeGateway } from './gateway-under-test.ts'

/** The same payments each time, so that a change is judged by what it does; `PAYMENTS_SEED` tells others. */
const seed = Number(process.env.PAYMENTS_SEED ?? 20_261_122)

/** Random payments with lost answers, late ones, and several callers at once: no double capture, no lost payment. */
export function anyPayments(name: string, make: MakeGateway, payments: number): void {
  describe(`the gateway ${name}, whatever happens`, () => {
    const under = useGateway(make)

    test(`${payments} payments: none captured twice, none lost`, async () => {
      const from = new Date(Date.now() - 1000).toISOString()
      const lived: Lived[] = []
      await fc.assert(
        fc.asyncProperty(stories, async (story) => {
          const told = await live(under(), story)
          const books = await under().booksOf(told.request.key)
          await expectTrue(under(), { story, told, books })
          lived.push({ story, told, books })
        }),
        { numRuns: payments, seed },
      )
      await expectMovements(under(), lived, from)
      expectVariety(lived)
    }, 600_000)
  })
}

interface Lived {
  readonly story: Story
  readonly told: Told
  readonly books: GatewayBooks | undefined
}

/** What we were told is what the gateway did, and what it did we find. */
async function expectTrue(under: GatewayUnderTest, { story, told, books }: Lived): Promise<void> {
  const { request, references } = told
  const found = await under.gateway.lookup(request.key)
  expect(books, 'the authorisation was carried out, whether or not we heard of it').toBeDefined()
  expect(references.size, 'one key is one payment').toBeLessThanOrEqual(1)
  expect(found?.state).toBe(books?.state)
  if (references.size > 0) expect([...references]).toEqual([found?.reference])
  expect(books?.captured, 'captured once and whole, or not at all').toBe(
    books?.state === 'captured' ? story.amount : 0,
  )
  if (told.captured) expect(books?.state).toBe('captured')
  if (told.voided) expect(books?.state).toBe('voided')
  if (told.declined) expect(books?.state).toBe('declined')
  if (!told.askedToCapture) expect(books?.captured).toBe(0)
  await expectRefunds(under, told, books)
}

async function expectRefunds(under: GatewayUnderTest, told: Told, books: GatewayBooks | undefined) {
  let sum = 0
  for (const [key, { amount, done }] of told.refunds) {
    const found = await under.gateway.lookupRefund(key)
    if (done) expect(found).toMatchObject({ state: 'refunded' })
    if (found?.state === 'refunded') sum += amount
  }
  expect(books?.refunded, 'what went back is what is found under our keys').toBe(sum)
  expect(sum).toBeLessThanOrEqual(books?.captured ?? 0)
}

/** The gateway's list of what moved is what its books say, each once. */
async function expectMovements(
  under: GatewayUnderTest,
  lived: readonly Lived[],
  from: string,
): Promise<void> {
  const until = new Date(Date.now() + 60_000).toISOString()
  const moved: GatewayMovement[] = []
  for await (const movement of under.gateway.movements({ from, until })) moved.push(movement)
  const listed = moved.map(({ kind, key, state, amount, currency }) => ({
    kind,
    key,
    state,
    amount,
    currency,
  }))
  const payments = lived.flatMap(({ story: { amount, currency }, told, books }) =>
    books?.state === 'captured' || books?.state === 'authorised'
      ? [{ kind: 'payment', key: told.request.key, state: books.state, amount, currency }]
      : [],
  )
  const byKey = (one: { key: string | undefined }, other: { key: string | undefined }) =>
    (one.key ?? '').localeCompare(other.key ?? '')
  expect(listed.filter(({ kind }) => kind === 'payment').sort(byKey)).toEqual(payments.sort(byKey))
  const given = listed.filter(({ kind }) => kind === 'refund').reduce((sum, { amount }) => sum + amount, 0)
  expect(given).toBe(lived.reduce((sum, { books }) => sum + (books?.refunded ?? 0), 0))
}

/** A test of stories in which nothing happens would prove nothing. */
function expectVariety(lived: readonly Lived[]): void {
  const share = (has: (one: Lived) => boolean) => lived.filter(has).length / lived.length
  expect(share(({ books }) => books?.state === 'captured')).toBeGreaterThan(0.25)
  for (const state of ['voided', 'declined', 'challenged', 'authorised'])
    expect(
      share(({ books }) => books?.state === state),
      state,
    ).toBeGreaterThan(0.02)
  expect(share(({ books }) => (books?.refunded ?? 0) > 0)).toBeGreaterThan(0.05)
}
