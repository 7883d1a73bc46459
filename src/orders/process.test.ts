import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { card, openAsBuyer } from '../../test/support/buyer.ts'
import { linkMaker } from '../../test/support/links.ts'
import {
  attemptsOf,
  booksOf,
  linkStateOf,
  madeBy,
  runQueued,
  storedOrder,
  withServices,
} from '../../test/support/orders.ts'
import type { GatewayFault } from '../ports/gateway-faults.ts'
import { GatewayRefused, type PaymentGateway } from '../ports/payment-gateway.ts'
import { processOrder } from './process.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})
afterEach(async () => {
  await app().pool.query('delete from sandbox_gateway.faults')
})

const lose = (call: GatewayFault['call'], loseAnswers: number) =>
  app().services.gatewayFaults?.set({ call, loseAnswers, delayMs: 0 })

const gatewayThat = (wrap: Partial<PaymentGateway>) => ({
  gateway: { ...app().services.gateway, ...wrap },
})

/** A buyer in front of an open link, whose order meets this gateway. */
async function buyerMeeting(wrap: Partial<PaymentGateway> = {}) {
  const link = await links.make()
  const misled = await withServices(app(), gatewayThat(wrap))
  return { link, misled, buyer: await openAsBuyer(misled, link) }
}

const moveLink = (basketId: string, set: string) =>
  app().pool.query(`update links set ${set} where basket_id = $1`, [basketId])

describe('an answer that is lost', () => {
  test.each(['authorise', 'capture'] as const)('to %s: the order completes, charged once', async (call) => {
    const { link, buyer } = await buyerMeeting()
    await lose(call, 1)
    const answer = await buyer.order()
    expect(answer).toMatchObject({ status: 200, body: { status: 'complete' } })
    expect(await booksOf(app(), answer.body.id)).toEqual([['captured', 999]])
    expect(await madeBy(app(), answer.body.id, 'payments')).toBe(1)
    expect(await linkStateOf(app(), link.id)).toBe('completed')
  })

  test.each(['authorise', 'capture'] as const)(
    'to %s, and the look-up fails too: the caller is told that it goes on, and the same order completes',
    async (call) => {
      const { buyer } = await buyerMeeting()
      await lose(call, 3)
      await lose('lookup', 1000)
      const waiting = await buyer.order()
      expect(waiting).toMatchObject({ status: 202, body: { status: 'processing' } })
      await lose('lookup', 0)
      await runQueued(app(), waiting.body.id)
      expect(await booksOf(app(), waiting.body.id)).toEqual([['captured', 999]])
      expect((await buyer.order()).body).toMatchObject({ status: 'complete', id: waiting.body.id })
    },
  )

  test('to void: the money is let go all the same', async () => {
    const { link, buyer } = await buyerMeeting({
      authorise: async (request) => {
        const payment = await app().services.gateway.authorise(request)
        await moveLink(link.id, `state = 'revoked'`)
        return payment
      },
    })
    await lose('void', 1)
    const answer = await buyer.order()
    expect(answer.body).toMatchObject({ code: 'link_revoked' })
    expect(await booksOf(app(), answer.body.order_id)).toEqual([['voided', 999]])
  })
})

describe('between authorise and the point of no return', () => {
  test.each([
    ['withdrawn', `state = 'revoked'`, 'link_revoked', 'revoked'],
    ['replaced', `state = 'superseded'`, 'link_superseded', 'superseded'],
    ['over', `expires_at = now() - interval '1 minute'`, 'link_expired', 'opened'],
  ])('the link is %s: the money is let go and the order is cancelled', async (_, set, code, left) => {
    const { link, buyer } = await buyerMeeting({
      authorise: async (request) => {
        const payment = await app().services.gateway.authorise(request)
        await moveLink(link.id, set)
        return payment
      },
    })
    const answer = await buyer.order()
    expect(answer.body).toMatchObject({ code, order_id: expect.stringMatching(/^order-/) })
    const id = answer.body.order_id
    expect((await storedOrder(app(), id)).status).toBe('cancelled')
    expect(await booksOf(app(), id)).toEqual([['voided', 999]])
    expect(await attemptsOf(app(), id)).toEqual([['voided', 999]])
    expect(await madeBy(app(), id, 'subscriptions')).toBe(0)
    expect(await linkStateOf(app(), link.id)).toBe(left)
  })

  test('after it nothing is refused: a link withdrawn while the money is taken still completes', async () => {
    const { link, buyer } = await buyerMeeting({
      capture: async (request) => {
        await moveLink(link.id, `state = 'revoked'`)
        return app().services.gateway.capture(request)
      },
    })
    expect((await buyer.order()).body).toMatchObject({ status: 'complete' })
  })
})

describe('a capture that the gateway finally refuses', () => {
  test('leaves the order waiting and its link open, holds no money, and another card pays', async () => {
    const { link, buyer } = await buyerMeeting({
      capture: () => Promise.reject(new GatewayRefused('too late to capture')),
    })
    const refused = await buyer.order()
    expect(refused).toMatchObject({
      status: 402,
      body: { code: 'payment_declined', decline_code: 'capture_refused', retryable: false },
    })
    const id = refused.body.order_id
    expect(await storedOrder(app(), id)).toMatchObject({ status: 'pending-payment', changeset: undefined })
    expect(await attemptsOf(app(), id)).toEqual([['declined', 999]])
    expect(await booksOf(app(), id)).toEqual([['voided', 999]])
    expect(await linkStateOf(app(), link.id)).toBe('opened')
    expect(await madeBy(app(), id, 'subscriptions')).toBe(0)

    const paid = await (await openAsBuyer(app(), link)).order({ payment: card('tok_dispute') })
    expect(paid.body).toMatchObject({ id, status: 'complete' })
    expect(await booksOf(app(), id)).toEqual([
      ['voided', 999],
      ['captured', 999],
    ])
  })
})

test('two processes run the same order at once: one result, one charge', async () => {
  const { buyer } = await buyerMeeting()
  await lose('authorise', 3)
  await lose('lookup', 3)
  const { id } = (await buyer.order()).body
  await lose('lookup', 0)
  const other = await app().another()
  await app().pool.query('update orders set lease_until = now() where id = $1', [id])
  await Promise.all([app(), other, app(), other].map(({ services }) => processOrder(services, id)))
  await other.close()
  expect((await storedOrder(app(), id)).status).toBe('complete')
  expect(await booksOf(app(), id)).toEqual([['captured', 999]])
  expect(await madeBy(app(), id, 'payments')).toBe(1)
  expect(await madeBy(app(), id, 'subscriptions')).toBe(1)
})

test('a run that was taken for dead writes nothing when it wakes up', async () => {
  const { buyer } = await buyerMeeting({
    capture: async (request) => {
      const payment = await app().services.gateway.capture(request)
      // Somebody else took the order over meanwhile, and has finished it.
      const [id = ''] = request.key.split(':')
      await runQueued(app(), id)
      return payment
    },
  })
  const answer = await buyer.order()
  expect(answer.body).toMatchObject({ status: 'complete' })
  expect(await booksOf(app(), answer.body.id)).toEqual([['captured', 999]])
  expect(await madeBy(app(), answer.body.id, 'payments')).toBe(1)
  expect(
    (
      await app().pool.query(`select 1 from events where type = 'order.completed' and order_id = $1`, [
        answer.body.id,
      ])
    ).rowCount,
  ).toBe(1)
})

test('a run that slept through a decline and its retry does not undo the completed order', async () => {
  const { link, buyer } = await buyerMeeting({
    authorise: async (request) => {
      const declined = await app().services.gateway.authorise(request)
      const [id = ''] = request.key.split(':')
      await runQueued(app(), id)
      const paid = await (await openAsBuyer(app(), link)).order({ payment: card('tok_ok') })
      expect(paid.body).toMatchObject({ id, status: 'complete' })
      return declined
    },
  })
  const answer = await buyer.order({ payment: card('tok_declined') })
  expect(answer.body).toMatchObject({ status: 'complete' })
  expect(await attemptsOf(app(), answer.body.id)).toEqual([
    ['declined', 999],
    ['captured', 999],
  ])
  expect((await storedOrder(app(), answer.body.id)).status).toBe('complete')
  expect(await linkStateOf(app(), link.id)).toBe('completed')
})
