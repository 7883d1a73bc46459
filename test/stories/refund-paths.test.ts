import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { carryOutRefunds } from '../../src/billing/refunds.ts'
import {
  type GatewayRefund,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentGateway,
} from '../../src/ports/payment-gateway.ts'
import { type TestApp, useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { publishSampleCatalog } from '../support/catalog.ts'
import { giftYear } from '../support/gifts.ts'
import { ordersByClient, withServices } from '../support/orders.ts'

/** Every way in which money goes back, through everything that can happen to it on its way: once, or not at all. */

const app = useApp()
let client: Awaited<ReturnType<typeof ordersByClient>>
beforeAll(async () => {
  await publishSampleCatalog(app())
  client = await ordersByClient(app(), ['order:update_refund'])
})
let year = 2026
beforeEach(async () => {
  year += 1
  await app().services.moveClock(`${year}-01-01T12:00:00.000Z`)
})

const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows

interface Way {
  readonly offer: string
  readonly more?: object
  readonly order: (subscriptionId: string) => object
}

const ways: Readonly<Record<string, Way>> = {
  'a cancellation': {
    offer: '/offers2/Digital Annual',
    order: (id) => ({
      order_type: 'cancel_subscription',
      forSubscription: { id },
      cancelDate: `${year}-07-01`,
      settle: 'refund',
    }),
  },
  'a credit memo': {
    offer: '/offers2/Digital Annual',
    order: (id) => ({
      order_type: 'credit_memo',
      forSubscription: { id },
      amount: '10.00',
      as: 'refund',
      reason: 'goodwill',
    }),
  },
  'a gift that is paid back': {
    offer: giftYear,
    more: { isGift: true },
    order: (subscriptionId) => ({ order_type: 'gift_refund', subscriptionId }),
  },
}

interface Mishap {
  /** A gateway to which it happens. */
  readonly at: (real: PaymentGateway) => Partial<PaymentGateway>
  readonly ends: 'refunded' | 'failed'
}

const lost = () => new GatewayUnavailable('lost')

/** The first call goes wrong so, the others are the real ones. */
function once<Args extends unknown[], Answer>(
  wrong: (...args: NoInfer<Args>) => Promise<NoInfer<Answer>>,
  right: (...args: Args) => Promise<Answer>,
) {
  let calls = 0
  return (...args: Args) => {
    calls += 1
    return calls === 1 ? wrong(...args) : right(...args)
  }
}

const answerLost = (real: PaymentGateway): PaymentGateway['refund'] =>
  once(async (request) => {
    await real.refund(request)
    throw lost()
  }, real.refund)

/** It says so of a refund until it was asked twice. */
function pendingFirst(real: PaymentGateway, last: GatewayRefund['state']): Partial<PaymentGateway> {
  let asked = 0
  const as = (refund: GatewayRefund): GatewayRefund => {
    asked += 1
    return { ...refund, state: asked <= 2 ? 'pending' : last }
  }
  return {
    refund: async (request) => as(await real.refund(request)),
    lookupRefund: async (key) => {
      const refund = await real.lookupRefund(key)
      return refund && as(refund)
    },
  }
}

const mishaps: Readonly<Record<string, Mishap>> = {
  nothing: { at: () => ({}), ends: 'refunded' },
  'the answer is lost': { at: (real) => ({ refund: answerLost(real) }), ends: 'refunded' },
  'the answer is lost, and to the look for it too': {
    at: (real) => ({
      refund: answerLost(real),
      lookupRefund: once(() => Promise.reject(lost()), real.lookupRefund),
    }),
    ends: 'refunded',
  },
  'the call never arrives': {
    at: (real) => ({ refund: once(() => Promise.reject(lost()), real.refund) }),
    ends: 'refunded',
  },
  'the gateway takes its time': { at: (real) => pendingFirst(real, 'refunded'), ends: 'refunded' },
  'the gateway takes its time, and then it comes to nothing': {
    at: (real) => pendingFirst(real, 'failed'),
    ends: 'failed',
  },
  'the gateway refuses': {
    at: () => ({ refund: () => Promise.reject(new GatewayRefused('too old')) }),
    ends: 'failed',
  },
}

/** Several workers at once, until the outcome is known. */
async function finish({ services }: TestApp, owner: string): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    const waiting = await rows(`select 1 from refunds where owner_id = $1 and status = 'pending'`, owner)
    if (waiting.length === 0) return
    await app().pool.query(`update due_failures set retry_at = now() where kind = 'refund'`)
    const context = { services, at: services.clock.now(), clockRun: undefined }
    await Promise.all([1, 2, 3].map(() => carryOutRefunds(context)))
  }
  throw new Error('a refund never ends')
}

describe.each(Object.entries(ways))('%s', (_, way) => {
  test.each(Object.entries(mishaps))('and %s', async (mishap, { at, ends }) => {
    const bought = await client.order(way.offer, { payment: card('tok_ok'), ...way.more })
    const { owner, subscriptions } = bought.body
    await app().services.moveClock(`${year}-07-01T12:00:00.000Z`)
    const real = app().services.gateway
    const through = await withServices(app(), { gateway: { ...real, ...at(real) } })
    const order = { process_immediately: true, ...way.order(subscriptions[0].id) }
    expect((await client.send(through, order)).body.status).toBe('complete')
    await finish(through, owner)

    const refunds = await rows('select id, status, amount from refunds where owner_id = $1', owner)
    expect(refunds).toMatchObject([{ status: ends }])
    const [{ id, amount }] = refunds
    const sent = await rows('select amount from sandbox_gateway.refunds where idempotency_key = $1', id)
    const neverLeft = ends === 'failed' && mishap === 'the gateway refuses'
    expect(sent).toEqual(neverLeft ? [] : [{ amount }])
    const went = ends === 'refunded' ? amount : 0
    expect(await rows('select refunded, remaining from credit_memos where owner_id = $1', owner)).toEqual([
      { refunded: went, remaining: amount - went },
    ])
    expect(await rows('select refunded from payments where owner_id = $1', owner)).toEqual([
      { refunded: went },
    ])
    const told = await rows(
      `select type from events where owner_id = $1 and type like 'refund.%' order by seq`,
      owner,
    )
    expect(told.map(({ type }) => type)).toEqual([
      'refund.requested',
      ends === 'refunded' ? 'refund.succeeded' : 'refund.failed',
    ])
  })
})
