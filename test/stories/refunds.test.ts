import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { processOrder } from '../../src/orders/process.ts'
import { answerDone } from '../../src/orders/run-here.ts'
import type { GatewayFault } from '../../src/ports/gateway-faults.ts'
import { GatewayRefused, type PaymentGateway } from '../../src/ports/payment-gateway.ts'
import { startWorker } from '../../src/worker/start.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { type TestApp, useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { ordersByClient, withServices } from '../support/orders.ts'

/** Money that goes back: promised with the order, done by the gateway after it, once. */

const app = useApp()
let agent: Agent
let client: Awaited<ReturnType<typeof ordersByClient>>
beforeAll(async () => {
  agent = await orderAgent(app(), ['order:update_refund'])
  client = await ordersByClient(app(), ['order:update_refund'])
})
let year = 2026
beforeEach(async () => {
  year += 1
  await app().services.moveClock(`${year}-01-01T12:00:00.000Z`)
})
afterEach(async () => {
  await app().pool.query('delete from sandbox_gateway.faults')
})

const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows
const lose = (call: GatewayFault['call'], loseAnswers: number) =>
  app().services.gatewayFaults?.set({ call, loseAnswers, delayMs: 0 })
const meeting = (wrap: Partial<PaymentGateway>): Promise<TestApp> =>
  withServices(app(), { gateway: { ...app().services.gateway, ...wrap } })

/** A year for £99.00 paid by card, and half a year later a way to end it with a refund of 184 of 365 days, or 185 of 366. */
async function yearly() {
  const bought = await agent.submit(
    await agent.orderOf('/offers2/Digital Annual', { payment: card('tok_ok') }),
  )
  const [{ id }] = bought.body.subscriptions
  await app().services.moveClock(`${year}-07-01T12:00:00.000Z`)
  const cancel = {
    order_type: 'cancel_subscription',
    process_immediately: true,
    forSubscription: { id },
    cancelDate: `${year}-07-01`,
    settle: 'refund',
  }
  return {
    id,
    owner: bought.body.owner,
    cancel,
    refunds: () =>
      rows(
        'select status, amount, gateway_reference is not null as done from refunds where subscription_id = $1',
        id,
      ),
    memo: async () =>
      (await rows('select total, refunded, remaining from credit_memos where subscription_id = $1', id))[0],
    payment: async () =>
      (await rows('select amount, refunded from payments where owner_id = $1', bought.body.owner))[0],
    /** What the gateway's own books say went back. */
    sent: async () =>
      (
        await rows(
          `select r.amount from sandbox_gateway.refunds r join sandbox_gateway.payments p on p.id = r.payment_id
           join payments o on o.gateway_reference = p.id where o.owner_id = $1`,
          bought.body.owner,
        )
      ).map(({ amount }) => amount),
    events: async () =>
      (
        await rows(
          `select type from events where owner_id = $1 and type like 'refund.%' order by seq`,
          bought.body.owner,
        )
      ).map(({ type }) => type),
    endRest: () => app().pool.query(`update due_failures set retry_at = now() where kind = 'refund'`),
  }
}

const bill = () => runDue(app().services, app().services.clock.now())

describe('a refund', () => {
  test('of an order that is run at once is done when it answers', async () => {
    const held = await yearly()
    expect((await agent.submit(held.cancel)).body.status).toBe('complete')
    const [refund] = await held.refunds()
    expect(refund).toMatchObject({ status: 'refunded', done: true })
    expect(await held.sent()).toEqual([refund.amount])
    expect(await held.events()).toEqual(['refund.requested', 'refund.succeeded'])
  })

  test('of an order in the queue is done by the worker', async () => {
    const held = await yearly()
    expect((await agent.submit({ ...held.cancel, process_immediately: false })).body.status).toBe('submitted')
    const worker = await startWorker(app())
    await expect.poll(held.refunds, { timeout: 20_000 }).toMatchObject([{ status: 'refunded' }])
    await worker.stop()
    expect(await held.sent()).toHaveLength(1)
  })

  test('whose answer is lost is found by its key, and not asked for twice', async () => {
    const held = await yearly()
    await lose('refund', 1)
    await agent.submit(held.cancel)
    expect(await held.refunds()).toMatchObject([{ status: 'refunded', done: true }])
    expect(await held.sent()).toHaveLength(1)
  })

  test('whose outcome stays unknown rests, and is looked up before it is asked for again', async () => {
    const held = await yearly()
    await lose('refund', 1)
    await lose('lookup', 1)
    await agent.submit(held.cancel)
    expect(await held.refunds()).toMatchObject([{ status: 'pending' }])
    expect(await bill()).toBe(0)
    await held.endRest()
    const asked: string[] = []
    const careful = await meeting({
      lookupRefund: (key) => {
        asked.push('lookup')
        return app().services.gateway.lookupRefund(key)
      },
      refund: (request) => {
        asked.push('refund')
        return app().services.gateway.refund(request)
      },
    })
    await runDue(careful.services, careful.services.clock.now())
    expect(asked).toEqual(['lookup'])
    expect(await held.refunds()).toMatchObject([{ status: 'refunded' }])
    expect(await held.sent()).toHaveLength(1)
  })

  test('that the gateway finally refuses is balance again', async () => {
    const held = await yearly()
    const through = await meeting({ refund: () => Promise.reject(new GatewayRefused('too old')) })
    expect((await client.send(through, held.cancel)).body.status).toBe('complete')
    expect(await held.refunds()).toMatchObject([{ status: 'failed', done: false }])
    const memo = await held.memo()
    expect(memo).toEqual({ total: memo.total, refunded: 0, remaining: memo.total })
    expect(await held.payment()).toEqual({ amount: 9900, refunded: 0 })
    expect(await held.events()).toEqual(['refund.requested', 'refund.failed'])
    expect(await bill()).toBe(0)
  })

  test('of a slow gateway keeps no caller waiting, and is done all the same', async () => {
    const held = await yearly()
    let goOn = () => {}
    const slow = new Promise<void>((resolve) => {
      goOn = resolve
    })
    await agent.submit({ ...held.cancel, process_immediately: false })
    const through = await meeting({
      refund: async (request) => {
        await slow
        return app().services.gateway.refund(request)
      },
    })
    const [{ id }] = await rows(
      `select id from orders where owner_id = $1 and order_type = 'cancel_subscription'`,
      held.owner,
    )
    await processOrder(app().services, id)
    const order = await app().services.db.read.orders.find(id)
    if (order === undefined) throw new Error('the order is gone')
    expect(await answerDone(through.services, order, 50)).toMatchObject({ status: 'complete' })
    expect(await held.refunds()).toMatchObject([{ status: 'pending' }])
    goOn()
    await expect.poll(held.refunds, { timeout: 10_000 }).toMatchObject([{ status: 'refunded' }])
  })

  test('that many workers find is done once', async () => {
    const held = await yearly()
    await lose('refund', 1)
    await lose('lookup', 1)
    await agent.submit(held.cancel)
    await held.endRest()
    await Promise.all(Array.from({ length: 6 }, bill))
    expect(await held.refunds()).toMatchObject([{ status: 'refunded' }])
    expect(await held.sent()).toHaveLength(1)
    expect(await held.events()).toEqual(['refund.requested', 'refund.succeeded'])
  })

  test('out of a payment that no gateway took waits for whoever can send it', async () => {
    const held = await yearly()
    await app().pool.query(`update payments set gateway = 'external' where owner_id = $1`, [held.owner])
    await agent.submit(held.cancel)
    expect(await bill()).toBe(0)
    expect(await held.refunds()).toMatchObject([{ status: 'pending' }])
  })
})
