import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { type Answer, type Buyer, card, openAsBuyer } from '../../test/support/buyer.ts'
import { linkMaker } from '../../test/support/links.ts'
import { booksOf, linkStateOf, madeBy, runQueued, storedOrder } from '../../test/support/orders.ts'
import type { GatewayFault } from '../ports/gateway-faults.ts'
import { GatewayUnavailable } from '../ports/payment-gateway.ts'

/** Whatever a buyer, the bank and the network do to one basket, in whatever order: one order at most, and one charge. */

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

type Act =
  | { readonly act: 'order'; readonly token: string; readonly times: number }
  /** The answers to these calls are lost, so often. */
  | { readonly act: 'lose'; readonly calls: readonly GatewayFault['call'][]; readonly answers: number }

const token = fc.constantFrom(
  'tok_ok',
  'tok_dispute',
  'tok_declined',
  'tok_insufficient_funds',
  'tok_unknown',
)
const calls = fc.subarray<GatewayFault['call']>(['authorise', 'capture', 'lookup'], { minLength: 1 })

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('order' as const), token, times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ act: fc.constant('lose' as const), calls, answers: fc.integer({ min: 1, max: 6 }) }),
)
const acts = fc.array(act, { minLength: 1, maxLength: 8 })

const heal = () => app().pool.query('delete from sandbox_gateway.faults')

const ordersOf = async (basketId: string): Promise<readonly { id: string; status: string }[]> =>
  (await app().pool.query('select id, status from orders where checkout_id = $1', [basketId])).rows

/** Takes whatever is unfinished for abandoned and runs it, also what somebody is running. */
async function takeOver(basketId: string): Promise<void> {
  for (const { id, status } of await ordersOf(basketId))
    if (status === 'submitted' || status === 'processing')
      await runQueued(app(), id).catch((error) => expect(error).toBeInstanceOf(GatewayUnavailable))
}

async function perform(act: Act, buyer: Buyer): Promise<readonly Answer[]> {
  if (act.act === 'lose') {
    for (const call of act.calls)
      await app().services.gatewayFaults?.set({ call, loseAnswers: act.answers, delayMs: 0 })
    return []
  }
  let answers: readonly Answer[] | undefined
  const asked = Promise.all(
    Array.from({ length: act.times }, () => buyer.order({ payment: card(act.token) })),
  ).then((all) => {
    answers = all
    return all
  })
  while (answers === undefined) await Promise.all([takeOver(buyer.checkoutId), pause(20)])
  return asked
}

test('any sequence of orders, declines, lost answers and retries ends in one order, charged once', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      await heal()
      const link = await links.make()
      const buyer = await openAsBuyer(app(), link)
      const answers: Answer[] = []
      for (const act of sequence) answers.push(...(await perform(act, buyer)))
      await heal()
      await takeOver(link.id)

      for (const { status } of answers) expect([200, 202, 402, 409]).toContain(status)
      const orders = await ordersOf(link.id)
      expect(orders).toHaveLength(sequence.some(({ act }) => act === 'order') ? 1 : 0)
      for (const { id, status } of orders) await expectSettled(link.id, { id, status, answers })
    }),
    { numRuns: 100 },
  )
})

interface Settled {
  readonly id: string
  readonly status: string
  readonly answers: readonly Answer[]
}

async function expectSettled(basketId: string, { id, status, answers }: Settled): Promise<void> {
  const isPaid = status === 'complete'
  expect(isPaid || status === 'pending-payment').toBe(true)
  expect(await linkStateOf(app(), basketId)).toBe(isPaid ? 'completed' : 'opened')
  const books = await booksOf(app(), id)
  expect(books.filter(([state]) => state !== 'declined')).toEqual(isPaid ? [['captured', 999]] : [])
  expect(await madeBy(app(), id, 'payments')).toBe(isPaid ? 1 : 0)
  expect(await madeBy(app(), id, 'subscriptions')).toBe(isPaid ? 1 : 0)
  expect((await storedOrder(app(), id)).checkoutId).toBe(basketId)
  // Everybody was told of the same order; who was told that it is complete was told the truth.
  for (const { body } of answers) expect(body.id ?? body.order_id).toBe(id)
  if (answers.some(({ body }) => body.status === 'complete')) expect(status).toBe('complete')
}
