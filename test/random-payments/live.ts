import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { resumeOrder } from '../../src/orders/resume-payment.ts'
import { attemptKey } from '../../src/payments/payment-keys.ts'
import { GatewayUnavailable } from '../../src/ports/payment-gateway.ts'
import type { GatewayUnderTest } from '../gateway-conformance/gateway-under-test.ts'
import type { TestApp } from '../support/app.ts'
import { type Answer, ada } from '../support/buyer.ts'
import { runQueued, storedOrder } from '../support/orders.ts'
import type { Deed, Story } from './stories.ts'

/** A shop before a gateway, and how to order there. */
export interface Place {
  readonly app: TestApp
  readonly under: GatewayUnderTest
  readonly send: (body: object, headers: Readonly<Record<string, string>>) => Promise<Answer>
  readonly itemsOf: (offer: Story['offer']) => Promise<readonly object[]>
}

/** An order as its story left it. */
export interface Lived {
  readonly checkoutId: string
  readonly answers: readonly Answer[]
}

/** Lives one story, and lets whatever is unfinished come to its end. */
export async function live(place: Place, story: Story): Promise<Lived> {
  const checkoutId = `basket-${randomUUID()}`
  const answers: Answer[] = []
  for (const deed of story.deeds) answers.push(...(await perform(place, { story, checkoutId }, deed)))
  await place.under.faults.none()
  await comeToAnEnd(place, checkoutId)
  return { checkoutId, answers }
}

interface Basket {
  readonly story: Story
  readonly checkoutId: string
}

async function perform(place: Place, basket: Basket, deed: Deed): Promise<readonly Answer[]> {
  switch (deed.do) {
    case 'order':
      return order(place, basket, deed)
    case 'lose':
      await place.under.faults.loseAnswers(deed.call, deed.times)
      return []
    case 'notice':
      await Promise.all(Array.from({ length: deed.times }, () => look(place, basket.checkoutId)))
      return []
    case 'come back':
      await look(place, basket.checkoutId)
      return []
    default:
      await visitBank(place, basket.checkoutId, deed.do)
      return []
  }
}

async function order(
  { send, itemsOf, under }: Place,
  { story, checkoutId }: Basket,
  { card, times, keyed }: Extract<Deed, { do: 'order' }>,
): Promise<readonly Answer[]> {
  const { name } = under.gateway
  const body = {
    order_type: 'new',
    checkoutId,
    orderItems: await itemsOf(story.offer),
    country: 'GB',
    customerDetails: ada,
    payment: { type: name, [name]: { token: await under.token(card) } },
    process_immediately: true,
  }
  const key = randomUUID()
  const asked = Array.from({ length: times }, () =>
    send(body, { 'idempotency-key': keyed ? key : randomUUID() }),
  )
  return Promise.all(asked)
}

async function orderOf({ app }: Place, checkoutId: string): Promise<string | undefined> {
  const { rows } = await app.pool.query('select id from orders where checkout_id = $1', [checkoutId])
  return rows[0]?.id
}

async function look(place: Place, checkoutId: string): Promise<void> {
  const id = await orderOf(place, checkoutId)
  if (id !== undefined) await resumeOrder(place.app.services, id, {}).catch(knownOutage)
}

async function visitBank(place: Place, checkoutId: string, deed: 'pass' | 'fail'): Promise<void> {
  const { app, under } = place
  const id = await orderOf(place, checkoutId)
  if (id === undefined) return
  const attempt = await app.services.db.read.orders.lastAttempt(id)
  if (attempt === undefined) return
  const payment = await under.gateway.lookup(attemptKey(attempt)).catch(knownOutage)
  if (payment?.state !== 'challenged') return
  await (deed === 'pass' ? under.passChallenge(payment) : under.failChallenge(payment))
}

/** What sweep and look-out would do, without their patience. */
async function comeToAnEnd(place: Place, checkoutId: string): Promise<void> {
  const { app } = place
  const id = await orderOf(place, checkoutId)
  if (id === undefined) return
  const statusNow = async () => (await storedOrder(app, id)).status
  const isRunning = async () => {
    if (/processing|submitted/.test(await statusNow())) await runQueued(app, id)
    // What was run just now may have been sent to its bank.
    if ((await statusNow()) === 'pending-payment')
      await resumeOrder(app.services, id, { giveUp: 'challenge_expired' })
    return statusNow()
  }
  await expect.poll(isRunning).not.toMatch(/processing|submitted/)
}

function knownOutage(error: unknown): undefined {
  expect(error).toBeInstanceOf(GatewayUnavailable)
}
