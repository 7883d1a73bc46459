import fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { processOrder } from '../../src/orders/process.ts'
import type { PaymentGateway } from '../../src/ports/payment-gateway.ts'
import type { Services } from '../../src/ports/services.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { offerNamed } from '../support/catalog.ts'
import { booksOf, ordersByClient } from '../support/orders.ts'

/** Orders, billing and collections that meet on one subscription: whoever is first goes on, and every penny is asked for once. */

const app = useApp()
let agent: Agent
let client: Awaited<ReturnType<typeof ordersByClient>>
let monthly: { id: string; version: string }
beforeAll(async () => {
  agent = await orderAgent(app(), ['order:update_refund'])
  client = await ordersByClient(app())
  const { id, version } = await offerNamed(app(), '/offers2/Digital Monthly')
  monthly = { id, version }
})
let year = 2026
beforeEach(async () => {
  year += 1
  await goTo('01-10')
})
const heal = () => app().pool.query('delete from sandbox_gateway.faults')
afterEach(heal)

const goTo = (day: string) => app().services.moveClock(`${year}-${day}T12:00:00.000Z`)
const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows
const now = () => app().services.clock.now()
const servicesWith = (wrap: Partial<PaymentGateway>): Services => ({
  ...app().services,
  gateway: { ...app().services.gateway, ...wrap },
})

async function held() {
  const { body } = await client.order('/offers2/Digital Monthly', { payment: card('tok_ok') })
  const [{ id }] = body.subscriptions
  const order = (order_type: string, more: object = {}) => ({
    order_type,
    process_immediately: true,
    forSubscription: { id },
    ...more,
  })
  return {
    id,
    owner: body.owner,
    order,
    quantity: (quantity: number) =>
      order('change_offer', { offer: monthly, quantity, effectiveDate: now().slice(0, 10) }),
  }
}

/** Runs whatever is unfinished to its end, as workers do. */
async function finish(owner: string): Promise<void> {
  await heal()
  for (let round = 0; round < 40; round += 1) {
    await app().pool.query('update due_failures set retry_at = now()')
    await app().pool.query('update collections set lease_until = now() where lease_until > now()')
    await runDue(app().services, now())
    const left = await rows(
      `select id from orders where owner_id = $1 and status in ('submitted', 'processing')`,
      owner,
    )
    if (left.length === 0) return
    for (const { id } of left) {
      await app().pool.query(`update orders set lease_until = now() where id = $1 and lease_until > now()`, [
        id,
      ])
      await processOrder(app().services, id)
    }
  }
  throw new Error('something never ends')
}

const books = `select
  (select coalesce(sum(total), 0)::int from invoices where owner_id = $1) as invoiced,
  (select coalesce(sum(balance), 0)::int from invoices where owner_id = $1) as owed,
  (select coalesce(sum(amount), 0)::int from payments where owner_id = $1) as paid,
  (select coalesce(sum(total), 0)::int from credit_memos where owner_id = $1) as credited,
  (select coalesce(sum(remaining), 0)::int from credit_memos where owner_id = $1) as balance,
  (select coalesce(sum(refunded), 0)::int from credit_memos where owner_id = $1) as refunded,
  (select coalesce(sum(g.captured_amount), 0)::int from sandbox_gateway.payments g
    where g.idempotency_key in (select o.id || ':auth:' || a.n from orders o join payment_attempts a on a.order_id = o.id where o.owner_id = $1)
      or g.idempotency_key in (select i.id || ':collect:' || c.n from invoices i join collections c on c.invoice_id = i.id where i.owner_id = $1)) as captured,
  (select count(*)::int from sandbox_gateway.payments g where g.state = 'authorised' and g.amount > 0
    and (g.idempotency_key in (select o.id || ':auth:' || a.n from orders o join payment_attempts a on a.order_id = o.id where o.owner_id = $1)
      or g.idempotency_key in (select i.id || ':collect:' || c.n from invoices i join collections c on c.invoice_id = i.id where i.owner_id = $1))) as left_authorised`

/** What was asked for was paid, credited or is owed; what was paid is what the gateway took; and it holds nothing back. */
async function expectConserved(owner: string): Promise<void> {
  const [is] = await rows(books, owner)
  expect(is.invoiced).toBe(is.paid + (is.credited - is.balance - is.refunded) + is.owed)
  expect(is.captured).toBe(is.paid)
  expect(is.left_authorised).toBe(0)
}

describe('a collection and an order', () => {
  test('the order is first: what was authorised for the invoice is let go, and the rest of it collected', async () => {
    const one = await held()
    await goTo('02-10')
    let answered: unknown
    const services = servicesWith({
      authorise: async (request) => {
        const payment = await app().services.gateway.authorise(request)
        if (request.key.includes(':collect:1'))
          answered = (
            await agent.submit(
              one.order('cancel_subscription', { cancelDate: now().slice(0, 10), settle: 'credit' }),
            )
          ).body.status
        return payment
      },
    })
    await runDue(services, now())
    expect(answered).toBe('complete')
    const [invoice] = await rows(
      'select id, balance, status from invoices where owner_id = $1 and order_id is null',
      one.owner,
    )
    expect(invoice).toMatchObject({ balance: 0, status: 'paid' })
    expect(await rows('select state from collections where invoice_id = $1', invoice.id)).toEqual([
      { state: 'voided' },
    ])
    expect(await runDue(app().services, now())).toBe(0)
    await expectConserved(one.owner)
  })

  test('the collection is first: the order waits until the money is written down', async () => {
    const one = await held()
    await goTo('02-10')
    let order: Promise<{ body: { status: string; id: string } }> | undefined
    const services = servicesWith({
      capture: async (request) => {
        if (request.key.includes(':collect:')) {
          order = agent.submit(
            one.order('cancel_subscription', { cancelDate: now().slice(0, 10), settle: 'credit' }),
          )
          await expect
            .poll(() =>
              rows(
                `select status from orders where owner_id = $1 and order_type = 'cancel_subscription'`,
                one.owner,
              ),
            )
            .toHaveLength(1)
        }
        return app().services.gateway.capture(request)
      },
    })
    await runDue(services, now())
    expect((await order)?.body.status).toBe('complete')
    await expectConserved(one.owner)
  })

  test('while an order is captured no invoice of its subscription is collected', async () => {
    const one = await held()
    await goTo('02-10')
    const tries: number[] = []
    const services = servicesWith({
      capture: async (request) => {
        await runDue(app().services, now())
        tries.push(
          (
            await rows(
              'select 1 from collections c join invoices i on i.id = c.invoice_id where i.owner_id = $1',
              one.owner,
            )
          ).length,
        )
        return app().services.gateway.capture(request)
      },
    })
    const { body } = await agent.submit({ ...one.quantity(3), process_immediately: false })
    await processOrder(services, body.id)
    expect(tries).toEqual([0])
    expect((await booksOf(app(), body.id)).map(([state]) => state)).toEqual(['captured'])
    await finish(one.owner)
    await expectConserved(one.owner)
    expect(await rows('select balance from invoices where owner_id = $1 and balance > 0', one.owner)).toEqual(
      [],
    )
  })
})

type Act =
  | { readonly act: 'quantity'; readonly quantity: number; readonly token: string | undefined }
  | { readonly act: 'bill' }
  | { readonly act: 'cancel'; readonly settle: string }
  | {
      readonly act: 'lose'
      readonly call: 'authorise' | 'capture' | 'void' | 'lookup' | 'refund'
      readonly answers: number
    }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('quantity' as const),
      quantity: fc.integer({ min: 1, max: 6 }),
      token: fc.constantFrom(undefined, undefined, 'tok_ok', 'tok_declined'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('bill' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('cancel' as const),
      settle: fc.constantFrom('none', 'credit', 'refund'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('lose' as const),
      call: fc.constantFrom(
        'authorise' as const,
        'capture' as const,
        'void' as const,
        'lookup' as const,
        'refund' as const,
      ),
      answers: fc.integer({ min: 1, max: 3 }),
    }),
  },
)

test('whatever meets on one subscription at once: every penny is asked for once and none is lost', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 2, maxLength: 7 }),
      fc.constantFrom('02-10', '03-25', '01-20'),
      async (acts, day) => {
        await heal()
        year += 1
        await goTo('01-10')
        const one = await held()
        await goTo(day)
        const perform = async (what: Act): Promise<unknown> => {
          if (what.act === 'bill') return runDue(app().services, now())
          if (what.act === 'lose')
            return app().services.gatewayFaults?.set({
              call: what.call,
              loseAnswers: what.answers,
              delayMs: 0,
            })
          if (what.act === 'cancel')
            return agent.submit(
              one.order('cancel_subscription', { cancelDate: now().slice(0, 10), settle: what.settle }),
            )
          return agent.submit({
            ...one.quantity(what.quantity),
            ...(what.token === undefined ? {} : { payment: card(what.token) }),
          })
        }
        await Promise.all(acts.map(perform))
        await finish(one.owner)
        await expectConserved(one.owner)
        // Each day is billed once.
        const days = await rows(
          `select due_on from schedules where subscription_id = $1 and status = 'invoiced' group by due_on having count(*) > 1`,
          one.id,
        )
        expect(days).toEqual([])
      },
    ),
    { numRuns: Number(process.env.AT_ONCE_RUNS ?? 25) },
  )
})
