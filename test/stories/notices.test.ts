import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import type { GatewayDispute } from '../../src/ports/gateway-notice.ts'
import type { GatewayPayment, GatewayRefund, PaymentGateway } from '../../src/ports/payment-gateway.ts'
import { type RunningWorker, startWorker } from '../../src/worker/start.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { type TestApp, useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { aDispute, postNotice, sendingNotices } from '../support/notices.ts'
import { booksOf, ordersByClient } from '../support/orders.ts'
import { bearer } from '../support/tokens.ts'

/** What a gateway tells by itself, late, twice or in the wrong order, and what follows from it, once. */

const app = useApp()
let agent: Agent
let client: Awaited<ReturnType<typeof ordersByClient>>
let reader: { authorization: string }
beforeAll(async () => {
  agent = await orderAgent(app(), ['order:update_refund'])
  client = await ordersByClient(app(), ['order:update_refund'])
  reader = await bearer(app(), ['objects:read'])
})
let year = 2026
beforeEach(async () => {
  year += 1
  await app().services.moveClock(`${year}-01-01T12:00:00.000Z`)
})
const workers: RunningWorker[] = []
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})

const patience = { timeout: 20_000 }
const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows
const workOn = async ({ services }: TestApp) => void workers.push(await startWorker({ ...app(), services }))
let last = 0
const noticeId = () => {
  last += 1
  return `evt_${last}`
}
const statusOf = async (id: string) => (await rows('select status from orders where id = $1', id))[0].status
const eventsOf = async (owner: string, like: string) =>
  (await rows('select type from events where owner_id = $1 and type like $2 order by seq', owner, like)).map(
    ({ type }) => type,
  )
const get = async (path: string) =>
  (await app().http.inject({ url: `/api/objects/limio/${path}`, headers: reader })).json()

/** A year for £99.00, paid by card. */
async function bought(through: TestApp = app(), more: object = {}) {
  const { body } = await client.order(
    '/offers2/Digital Annual',
    { payment: card('tok_ok'), ...more },
    through,
  )
  const [payment] = await rows('select id, gateway_reference from payments where order_id = $1', body.id)
  return {
    id: body.id,
    owner: body.owner,
    status: body.status,
    subscription: body.subscriptions?.[0]?.id,
    payment: payment?.id,
    reference: payment?.gateway_reference,
  }
}

describe('a notice about a payment', () => {
  /** A bank that wants to see the buyer, until it has. */
  function bank(): { seen: () => void; gateway: Partial<PaymentGateway> } {
    let passed = false
    const seenFirst = (payment: GatewayPayment): GatewayPayment =>
      passed || payment.state !== 'authorised'
        ? payment
        : { state: 'challenged', reference: payment.reference, url: 'https://bank.example/1' }
    const real = app().services.gateway
    return {
      seen: () => {
        passed = true
      },
      gateway: {
        authorise: async (request) => seenFirst(await real.authorise(request)),
        lookup: async (key) => {
          const payment = await real.lookup(key)
          return payment && seenFirst(payment)
        },
      },
    }
  }

  test('finishes the order whose buyer passed their bank and never came back, once', async () => {
    const { seen, gateway } = bank()
    const through = await sendingNotices(app(), gateway)
    const { id, status } = await bought(through)
    expect(status).toBe('pending-payment')
    await workOn(through)
    seen()
    const notice = { id: noticeId(), about: 'payment' as const, key: `${id}:auth:1` }
    const again = { ...notice, id: noticeId() }
    const answers = await Promise.all([notice, notice, again].map((one) => postNotice(through, one)))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    await expect.poll(() => statusOf(id), patience).toBe('complete')
    expect(await booksOf(app(), id)).toEqual([['captured', 9900]])
    expect(await rows('select amount from payments where order_id = $1', id)).toEqual([{ amount: 9900 }])
  })

  test('is not believed: the order waits on while the gateway says that nothing has happened', async () => {
    const { seen, gateway } = bank()
    const through = await sendingNotices(app(), gateway)
    const { id } = await bought(through)
    await workOn(through)
    await postNotice(through, { id: noticeId(), about: 'payment', key: `${id}:auth:1` })
    await expect
      .poll(() => rows(`select 1 from graphile_worker.jobs where key = $1`, `notice/${id}`), patience)
      .toEqual([])
    expect(await statusOf(id)).toBe('pending-payment')
    seen()
    await postNotice(through, { id: noticeId(), about: 'payment', key: `${id}:auth:1` })
    await expect.poll(() => statusOf(id), patience).toBe('complete')
  })

  test.each(['order-of-nobody:auth:1', 'invoice-1:collect:2', 'made by hand'])(
    '%s is kept and asks for nothing that fails',
    async (key) => {
      const through = await sendingNotices(app())
      await workOn(through)
      expect((await postNotice(through, { id: noticeId(), about: 'payment', key })).status).toBe(200)
      await expect
        .poll(() => rows(`select 1 from graphile_worker.jobs where key like 'notice/%'`), patience)
        .toEqual([])
    },
  )
})

describe('a notice about a refund', () => {
  /** Half a year later the rest of the year goes back, at a gateway that says so of it. */
  async function refunding(says: () => GatewayRefund['state']) {
    const real = app().services.gateway
    const as = (refund: GatewayRefund): GatewayRefund => ({ ...refund, state: says() })
    const through = await sendingNotices(app(), {
      refund: async (request) => as(await real.refund(request)),
      lookupRefund: async (key) => {
        const refund = await real.lookupRefund(key)
        return refund && as(refund)
      },
    })
    const held = await bought()
    await app().services.moveClock(`${year}-07-01T12:00:00.000Z`)
    await client.send(through, {
      order_type: 'cancel_subscription',
      process_immediately: true,
      forSubscription: { id: held.subscription },
      cancelDate: `${year}-07-01`,
      settle: 'refund',
    })
    const [{ id }] = await rows('select id from refunds where subscription_id = $1', held.subscription)
    return {
      ...held,
      through,
      refund: async () => (await rows('select status from refunds where id = $1', id))[0].status,
      memo: async () =>
        (
          await rows(
            'select total, refunded, remaining from credit_memos where subscription_id = $1',
            held.subscription,
          )
        )[0],
      tell: () => postNotice(through, { id: noticeId(), about: 'refund', key: id }),
    }
  }

  test('settles at once what was on its way', async () => {
    let state: GatewayRefund['state'] = 'pending'
    const held = await refunding(() => state)
    expect(await held.refund()).toBe('pending')
    // Due work lets it rest, and the notice does not wait for that to end.
    await runDue(held.through.services, held.through.services.clock.now())
    expect(await held.refund()).toBe('pending')
    state = 'refunded'
    await workOn(held.through)
    await Promise.all([held.tell(), held.tell(), held.tell()])
    await expect.poll(held.refund, patience).toBe('refunded')
    expect(await eventsOf(held.owner, 'refund.%')).toEqual(['refund.requested', 'refund.succeeded'])
  })

  test('makes it balance again where it came to nothing', async () => {
    let state: GatewayRefund['state'] = 'pending'
    const held = await refunding(() => state)
    state = 'failed'
    await workOn(held.through)
    await held.tell()
    await expect.poll(held.refund, patience).toBe('failed')
    const memo = await held.memo()
    expect(memo).toEqual({ total: memo.total, refunded: 0, remaining: memo.total })
    expect(await eventsOf(held.owner, 'refund.%')).toEqual(['refund.requested', 'refund.failed'])
  })

  test('tells once that money came home which had gone back', async () => {
    let state: GatewayRefund['state'] = 'refunded'
    const held = await refunding(() => state)
    expect(await held.refund()).toBe('refunded')
    state = 'failed'
    await workOn(held.through)
    await held.tell()
    await held.tell()
    await expect
      .poll(() => eventsOf(held.owner, 'refund.%'), patience)
      .toEqual(['refund.requested', 'refund.succeeded', 'refund.returned'])
    await expect
      .poll(() => rows(`select 1 from graphile_worker.jobs where key like 'look-at-refund/%'`), patience)
      .toEqual([])
    expect(await eventsOf(held.owner, 'refund.%')).toHaveLength(3)
    expect(await held.refund()).toBe('refunded')
  })

  test('that nobody here asked for is told', async () => {
    const through = await sendingNotices(app())
    await postNotice(through, { id: noticeId(), about: 'refund', reference: 're_dashboard' })
    await workOn(through)
    await postNotice(through, { id: noticeId(), about: 'refund', key: 'refund-unknown' })
    await expect
      .poll(
        () => rows(`select subject_id from events where type = 'refund.made_elsewhere' order by seq`),
        patience,
      )
      .toEqual([{ subject_id: 're_dashboard' }, { subject_id: 'refund-unknown' }])
  })
})

describe('a dispute', () => {
  const tell = async (dispute: GatewayDispute) => {
    const through = await sendingNotices(app())
    return postNotice(through, { id: noticeId(), about: 'dispute', dispute })
  }
  const disputes = (owner: string) =>
    rows(
      'select status, amount, closed_at is not null as closed from disputes where owner_id = $1 order by gateway_reference',
      owner,
    )

  test('is written down and told, and shows on its payment and its order', async () => {
    const held = await bought()
    expect((await tell(aDispute(held.reference))).status).toBe(200)
    const { items } = await get(`disputes?owner=${held.owner}`)
    expect(items).toMatchObject([
      {
        record_type: 'dispute',
        status: 'open',
        related: held.payment,
        data: {
          payment: held.payment,
          order: held.id,
          amount: '99.00',
          reason: 'fraudulent',
          evidenceDueAt: '2030-01-01T00:00:00.000Z',
          closedAt: null,
        },
      },
    ])
    const [{ id }] = items
    expect(await get(`disputes/${id}`)).toMatchObject({ id })
    expect((await get(`payments/${held.payment}`)).data.disputes).toEqual([
      { id, status: 'open', amount: '99.00', currency: 'GBP' },
    ])
    const typesBeside = async (path: string) =>
      (await get(`${path}/related`)).items.map(({ record_type }: { record_type: string }) => record_type)
    expect(await typesBeside(`orders/${held.id}`)).toContain('dispute')
    expect(await typesBeside(`payments/${held.payment}`)).toContain('dispute')
    expect(await typesBeside(`disputes/${id}`)).toEqual(
      expect.arrayContaining(['payment', 'order', 'customer', 'identity', 'event']),
    )
    expect(await eventsOf(held.owner, 'payment.%')).toEqual(['payment.captured', 'payment.disputed'])
    expect(await rows('select status from subscriptions where owner_id = $1', held.owner)).toEqual([
      { status: 'active' },
    ])
  })

  test.each([
    ['won', 'payment.dispute_won'],
    ['lost', 'payment.dispute_lost'],
  ] as const)('that is %s stays so, in whatever order and however often it is told', async (status, told) => {
    const held = await bought()
    const open = aDispute(held.reference)
    const closed = { ...open, status }
    for (const dispute of [closed, open, closed, open]) await tell(dispute)
    expect(await disputes(held.owner)).toEqual([{ status, amount: 9900, closed: true }])
    expect(await eventsOf(held.owner, 'payment.dispute%')).toEqual(['payment.disputed', told])
    expect((await get(`payments/${held.payment}`)).data.disputes).toMatchObject([{ status }])
  })

  test('told many times at once is one', async () => {
    const held = await bought()
    const open = aDispute(held.reference)
    const two = { ...open, reference: 'dp_second', amount: 100 }
    await Promise.all([open, two, { ...open, status: 'lost' as const }, open, two].map(tell))
    expect((await disputes(held.owner)).map(({ status }) => status).sort()).toEqual(['lost', 'open'])
    expect(await rows('select disputed from payments where id = $1', held.payment)).toEqual([
      { disputed: 9900 },
    ])
    expect((await eventsOf(held.owner, 'payment.dispute%')).sort()).toEqual([
      'payment.dispute_lost',
      'payment.disputed',
      'payment.disputed',
    ])
  })

  test('that comes before its payment is written down waits for it', async () => {
    let told: Promise<unknown> | undefined
    const real = app().services.gateway
    const through = await sendingNotices(app(), {
      capture: async (request) => {
        const captured = await real.capture(request)
        told = tell(aDispute(captured.reference))
        await told
        return captured
      },
    })
    const held = await bought(through)
    expect(told).toBeDefined()
    expect(await disputes(held.owner)).toEqual([])
    await workOn(app())
    await expect
      .poll(() => eventsOf(held.owner, 'payment.%'), patience)
      .toEqual(['payment.captured', 'payment.disputed'])
    expect(await disputes(held.owner)).toMatchObject([{ status: 'open' }])
  })

  /** Half a year later the rest of the year is to go back: at least 184 of 366 days. */
  const cancel = async (subscription: string) => {
    await app().services.moveClock(`${year}-07-01T12:00:00.000Z`)
    const answer = await agent.submit({
      order_type: 'cancel_subscription',
      process_immediately: true,
      forSubscription: { id: subscription },
      cancelDate: `${year}-07-01`,
      settle: 'refund',
    })
    return answer.body
  }

  test.each([
    ['open', 'nothing_to_refund'],
    ['lost', 'nothing_to_refund'],
    ['won', undefined],
  ] as const)('that is %s decides whether its payment can be refunded', async (status, refused) => {
    const held = await bought()
    await tell(aDispute(held.reference, { status }))
    const { code, status: order } = await cancel(held.subscription)
    expect(code).toBe(refused)
    expect(order).toBe(refused === undefined ? 'complete' : 409)
    expect(await rows('select status from refunds where subscription_id = $1', held.subscription)).toEqual(
      refused === undefined ? [{ status: 'refunded' }] : [],
    )
  })

  test('of a part leaves the rest to be refunded, and the other part as balance', async () => {
    const held = await bought()
    await tell(aDispute(held.reference, { amount: 9000 }))
    expect((await cancel(held.subscription)).status).toBe('complete')
    expect(await rows('select amount from refunds where subscription_id = $1', held.subscription)).toEqual([
      { amount: 900 },
    ])
  })
})

test('notices are forgotten after sixty days', async () => {
  await app().pool.query(
    `insert into gateway_notices (gateway, id, about, subject, received_at) values
     ('sandbox', 'old', 'payment', 'x', now() - interval '61 days'),
     ('sandbox', 'young', 'payment', 'x', now() - interval '59 days')`,
  )
  await workOn(app())
  await expect
    .poll(() => rows(`select id from gateway_notices where id in ('old', 'young')`), patience)
    .toEqual([{ id: 'young' }])
})
