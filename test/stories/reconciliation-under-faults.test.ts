import { beforeAll, expect, test } from 'vitest'
import { reconcile } from '../../src/payments/reconcile.ts'
import type { GatewayFault } from '../../src/ports/gateway-faults.ts'
import type { PaymentGateway } from '../../src/ports/payment-gateway.ts'
import { startWorker } from '../../src/worker/start.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { offerNamed, publishSampleCatalog } from '../support/catalog.ts'
import { ordersByClient, withServices } from '../support/orders.ts'

/** Dozens of orders, collections, refunds and voids at a gateway that is slow and loses answers; then both books are compared. */

const app = useApp()
let client: Awaited<ReturnType<typeof ordersByClient>>
let annual: { id: string; version: string }
beforeAll(async () => {
  await publishSampleCatalog(app())
  client = await ordersByClient(app(), ['order:update_refund'])
  annual = await offerNamed(app(), '/offers2/Digital Annual')
  await app().services.moveClock('2027-01-10T12:00:00.000Z')
})

const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows
const fault = (call: GatewayFault['call'], loseAnswers: number, delayMs = 0) =>
  app().services.gatewayFaults?.set({ call, loseAnswers, delayMs })

const calls = ['authorise', 'capture', 'refund', 'void', 'lookup'] as const

/** The next answers to one or two kinds of call are lost, another pair each time. */
async function misbehave(n: number): Promise<void> {
  for (const [index, call] of calls.entries()) {
    const loses = n % calls.length === index || (n * 3 + 1) % calls.length === index
    await fault(call, loses ? 1 + (n % 3) : 0, n % 4 === 0 ? 20 : 0)
  }
}

const heal = () => app().pool.query('update sandbox_gateway.faults set remaining = 0, delay_ms = 0')

interface Bought {
  readonly id: string
}

/** By card: mostly a good one. Whoever has no answer yet is found again later. */
async function buy(n: number): Promise<readonly Bought[]> {
  const token = n % 5 === 4 ? 'tok_declined' : 'tok_ok'
  const { body } = await client.order('/offers2/Digital Monthly', {
    payment: card(token),
    process_immediately: n % 3 !== 0,
  })
  return body.subscriptions ?? []
}

const on = (id: string, order: object) =>
  client.send(app(), { process_immediately: true, forSubscription: { id }, ...order })

/** Another offer, which is paid with the saved card; money back for something; the end, with what is left of the month. */
const later = [
  (id: string) => on(id, { order_type: 'change_offer', offer: { id: annual.id, version: annual.version } }),
  (id: string) => on(id, { order_type: 'credit_memo', amount: '3.00', as: 'refund', reason: 'goodwill' }),
  (id: string) => on(id, { order_type: 'cancel_subscription', cancelDate: '2027-01-20', settle: 'refund' }),
  async () => undefined,
]

/** Runs whatever is unfinished to its end. */
async function finish(wrap: Partial<PaymentGateway> = {}): Promise<void> {
  const { services } = await withServices(app(), { gateway: { ...app().services.gateway, ...wrap } })
  const worker = await startWorker({ ...app(), services })
  const left = async () => {
    await app().pool.query('update due_failures set retry_at = now()')
    await app().pool.query(
      'update orders set lease_until = now() where lease_holder is null and lease_until > now()',
    )
    await app().pool.query('update collections set lease_until = now() where lease_until > now()')
    return rows(
      `select id from orders where status in ('submitted', 'processing')
       union all select id from refunds where status = 'pending'
       union all select id from invoices where collect_at <= $1
       union all select id from subscriptions s where exists (select 1 from schedules e
         where e.subscription_id = s.id and e.status = 'pending' and e.due_at <= $1)`,
      services.clock.now(),
    )
  }
  try {
    await expect.poll(left, { timeout: 90_000, interval: 250 }).toEqual([])
  } finally {
    await worker.stop()
  }
}

test('the list ends empty', async () => {
  for (let n = 0; n < 30; n += 1) {
    await misbehave(n)
    await buy(n)
  }
  await heal()
  await finish()
  const subscriptions = await rows('select id from subscriptions order by created_at, id')
  expect(subscriptions.length).toBeGreaterThanOrEqual(20)
  await app().services.moveClock('2027-01-20T12:00:00.000Z')
  for (const [n, { id }] of subscriptions.entries()) {
    await misbehave(n + 1)
    await later[n % later.length]?.(id)
  }
  await heal()
  await finish()

  // The second month: some are cancelled while their money is authorised, which is let go.
  await app().services.moveClock('2027-02-10T12:00:00.000Z')
  await misbehave(3)
  let cancels = 0
  const real = app().services.gateway
  await finish({
    authorise: async (request) => {
      const payment = await real.authorise(request)
      const invoice = /^(.+):collect:1$/.exec(request.key)?.[1]
      cancels += 1
      if (invoice !== undefined && cancels % 3 === 1) {
        const [{ id }] = await rows('select subscription_ids[1] as id from invoices where id = $1', invoice)
        await on(id, { order_type: 'cancel_subscription', cancelDate: '2027-02-10', settle: 'credit' })
      }
      return payment
    },
  })
  await heal()

  const [moved] = await rows(
    `select (select count(*)::int from payments) as payments,
       (select count(*)::int from payments where order_id is null) as collected,
       (select count(*)::int from refunds where status = 'refunded') as refunds,
       (select count(*)::int from sandbox_gateway.payments where state = 'voided') as voids`,
  )
  expect(moved.payments).toBeGreaterThanOrEqual(30)
  expect(moved.collected).toBeGreaterThanOrEqual(5)
  expect(moved.refunds).toBeGreaterThanOrEqual(8)
  expect(moved.voids).toBeGreaterThanOrEqual(1)

  const { clock } = app().services
  const services = { ...app().services, clock: { ...clock, system: () => clock.system() + 7_200_000 } }
  const days = await rows(
    `select distinct to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day from (
       select captured_at as at from sandbox_gateway.payments union all select authorised_at from sandbox_gateway.payments
       union all select created_at from sandbox_gateway.refunds) moved where at is not null`,
  )
  const results = await Promise.all(days.map(({ day }) => reconcile(services, day)))
  expect(results.flatMap(({ differences }) => differences)).toEqual([])
  const compared = results.reduce((sum, { payments }) => sum + payments, 0)
  expect(compared).toBeGreaterThanOrEqual(moved.payments)
  const again = await Promise.all(days.map(({ day }) => reconcile(services, day)))
  expect(again.map(({ ranAt: _, ...result }) => result)).toEqual(
    results.map(({ ranAt: _, ...result }) => result),
  )
}, 180_000)
