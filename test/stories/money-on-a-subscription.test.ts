import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { GatewayRefused, type PaymentGateway } from '../../src/ports/payment-gateway.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { type TestApp, useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { offerNamed } from '../support/catalog.ts'
import {
  attemptsOf,
  booksOf,
  ordersByClient,
  runQueued,
  storedOrder,
  withServices,
} from '../support/orders.ts'

/** Orders on a subscription that cost money: who pays, what a decline leaves, and that nobody else changes it meanwhile. */

const app = useApp()
let agent: Agent
let client: Awaited<ReturnType<typeof ordersByClient>>
let annual: { id: string; version: string }
beforeAll(async () => {
  agent = await orderAgent(app())
  client = await ordersByClient(app())
  const { id, version } = await offerNamed(app(), '/offers2/Digital Annual')
  annual = { id, version }
})
let day = 0
beforeEach(async () => {
  day += 1
  await app().services.moveClock(`2027-03-${String(day).padStart(2, '0')}T12:00:00.000Z`)
})
afterEach(async () => {
  await app().pool.query('delete from sandbox_gateway.faults')
})

const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows

/** A monthly subscription of £9.99, paid with this card. */
async function monthly(payment: object = card('tok_ok')) {
  const { body } = await client.order('/offers2/Digital Monthly', { payment })
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
    upgrade: (more: object = {}) => order('change_offer', { offer: annual, ...more }),
    name: async () => (await rows('select name from subscriptions where id = $1', id))[0].name,
    methods: () =>
      rows(
        'select id, is_default, gateway_reference from payment_methods where owner_id = $1 order by created_at',
        body.owner,
      ),
  }
}

/** The same server with a gateway that does something else on the way. */
const meeting = (wrap: Partial<PaymentGateway>): Promise<TestApp> =>
  withServices(app(), { gateway: { ...app().services.gateway, ...wrap } })

describe('who pays', () => {
  test("without a payment the subscription's own card does, while its owner is away", async () => {
    const held = await monthly()
    let offSession: boolean | undefined
    const through = await meeting({
      authorise: (request) => {
        offSession = request.offSession
        return app().services.gateway.authorise(request)
      },
    })
    const preview = await agent.preview(held.upgrade())
    const answer = await client.send(through, held.upgrade({ preview_id: preview.body.preview_id }))
    expect(answer).toMatchObject({ status: 200, body: { status: 'complete' } })
    expect(offSession).toBe(true)
    const due = Math.round(Number(preview.body.preview.paidAmount) * 100)
    expect(due).toBeGreaterThan(0)
    expect(await booksOf(app(), answer.body.id)).toEqual([['captured', due]])
    expect(await held.name()).toBe('Digital, yearly')
    const payments = await rows(
      'select p.amount, i.balance, i.status, p.payment_method_id from payments p join invoices i on i.id = p.invoice_id where p.order_id = $1',
      answer.body.id,
    )
    const [method] = await held.methods()
    expect(payments).toEqual([{ amount: due, balance: 0, status: 'paid', payment_method_id: method.id }])
  })

  test('a card in the body wins; it is kept, and the subscription goes on with its own', async () => {
    const held = await monthly()
    const answer = await agent.submit(held.upgrade({ payment: card('tok_dispute') }))
    expect(answer.body.status).toBe('complete')
    const [own, given] = await held.methods()
    expect([own.is_default, given.is_default]).toEqual([true, false])
    const [paid] = await rows('select payment_method_id from payments where order_id = $1', answer.body.id)
    expect(paid.payment_method_id).toBe(given.id)
    const [{ payment }] = await rows('select payment from subscriptions where id = $1', held.id)
    expect(payment.paymentMethodId).toBe(own.id)
  })

  test('a saved method in the body pays', async () => {
    const held = await monthly()
    const [own] = await held.methods()
    const answer = await agent.submit(held.upgrade({ payment: { type: 'token', token: { id: own.id } } }))
    expect(answer.body.status).toBe('complete')
  })

  test('an order that has come to cost something while it waited asks the saved card for it', async () => {
    const held = await monthly()
    const body = held.order('change_offer', {
      offer: annual,
      effectiveDate: '2027-05-05',
      process_immediately: false,
    })
    const { id } = (await agent.submit(body)).body
    expect(await attemptsOf(app(), id)).toEqual([])
    // As if its day had come before a worker did.
    await app().pool.query(
      `update orders set request = jsonb_set(request, '{order,effectiveAt}', to_jsonb(left(instant_at::text, 10))) where id = $1`,
      [id],
    )
    await runQueued(app(), id)
    expect((await storedOrder(app(), id)).status).toBe('complete')
    expect((await booksOf(app(), id)).map(([state]) => state)).toEqual(['captured'])
  })

  test('with neither it is refused at /payment; its preview is not', async () => {
    const held = await monthly()
    await app().pool.query('update payment_methods set gateway_reference = null where owner_id = $1', [
      held.owner,
    ])
    expect((await agent.preview(held.upgrade())).status).toBe(200)
    const answer = await agent.submit(held.upgrade())
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/payment' }] } })
  })

  test('by invoice cannot pay what is collected at once: preview and submit say so', async () => {
    const held = await monthly()
    const body = held.upgrade({ payment: { type: 'invoice' } })
    for (const answer of [await agent.preview(body), await agent.submit(body)])
      expect(answer).toMatchObject({ status: 400, body: { code: 'payment_type_not_allowed' } })
  })

  test('a subscription that is paid by invoice gets an open invoice', async () => {
    const held = await monthly({ type: 'invoice' })
    const answer = await agent.submit(held.upgrade())
    expect(answer.body.status).toBe('complete')
    expect(await rows('select status from invoices where order_id = $1', answer.body.id)).toEqual([
      { status: 'open' },
    ])
    expect(await attemptsOf(app(), answer.body.id)).toEqual([])
  })
})

describe('a decline', () => {
  test('of an order that nothing names fails it and leaves the subscription as it was', async () => {
    const held = await monthly(card('tok_ok_then_fails'))
    const answer = await agent.submit(held.upgrade())
    expect(answer).toMatchObject({
      status: 402,
      body: { code: 'payment_declined', decline_code: 'card_declined' },
    })
    expect(await storedOrder(app(), answer.body.order_id)).toMatchObject({
      status: 'failed',
      changeset: undefined,
    })
    expect(await held.name()).toBe('Digital')
    expect((await agent.submit(held.upgrade({ payment: card('tok_ok') }))).body.status).toBe('complete')
  })

  test('of one with an external_id lets it wait: the same call with another payment is its next attempt', async () => {
    const held = await monthly(card('tok_ok_then_fails'))
    const body = held.upgrade({ external_id: `up-${held.id}` })
    const declined = await agent.submit(body)
    expect(declined).toMatchObject({ status: 402, body: { retryable: false } })
    const id = declined.body.order_id
    expect((await storedOrder(app(), id)).status).toBe('pending-payment')
    const paid = await agent.submit({ ...body, payment: card('tok_ok') })
    expect(paid.body).toMatchObject({ id, status: 'complete' })
    expect((await attemptsOf(app(), id)).map(([state]) => state)).toEqual(['declined', 'captured'])
    expect((await agent.submit(body)).body).toMatchObject({ id, status: 'complete' })
  })

  test('of the capture undoes the point of no return', async () => {
    const held = await monthly()
    const through = await meeting({
      capture: () => Promise.reject(new GatewayRefused('too late to capture')),
    })
    const answer = await client.send(through, held.upgrade())
    expect(answer).toMatchObject({ status: 402, body: { decline_code: 'capture_refused' } })
    expect(await held.name()).toBe('Digital')
    expect((await agent.submit(held.order('cancel_intent'))).body.status).toBe('complete')
  })
})

describe('past the point of no return', () => {
  test('other orders on the subscription wait until it is saved', async () => {
    const held = await monthly()
    let other: Promise<{ body: { id: string; status: string } }> | undefined
    const through = await meeting({
      capture: async (request) => {
        other = agent.submit(held.order('update_customer_details', { customerDetails: { lastName: 'King' } }))
        await expect
          .poll(() =>
            rows(
              "select status from orders where order_type = 'update_customer_details' and owner_id = $1",
              held.owner,
            ),
          )
          .toEqual([{ status: 'submitted' }])
        expect(await rows('select details from customers where owner_id = $1', held.owner)).not.toMatchObject(
          [{ details: { lastName: 'King' } }],
        )
        return app().services.gateway.capture(request)
      },
    })
    expect((await client.send(through, held.upgrade())).body.status).toBe('complete')
    expect((await other)?.body.status).toBe('complete')
    expect(await rows('select details from customers where owner_id = $1', held.owner)).toMatchObject([
      { details: { lastName: 'King' } },
    ])
    expect(await held.name()).toBe('Digital, yearly')
  })

  test('an order whose turn does not come is left to the queue, and comes back', async () => {
    const held = await monthly()
    let waiting = ''
    const through = await meeting({
      capture: async (request) => {
        const answer = await agent.submit(held.order('cancel_intent'))
        expect(answer).toMatchObject({ status: 202, body: { status: 'processing' } })
        waiting = answer.body.id
        return app().services.gateway.capture(request)
      },
    })
    expect((await client.send(through, held.upgrade())).body.status).toBe('complete')
    await runQueued(app(), waiting)
    expect((await storedOrder(app(), waiting)).status).toBe('complete')
  })

  test('billing leaves the subscription alone until it is saved', async () => {
    const held = await monthly()
    const due = '2027-06-30T12:00:00.000Z'
    const invoices = () => rows('select id from invoices where $1 = any(subscription_ids)', held.id)
    const through = await meeting({
      capture: async (request) => {
        await runDue(app().services, due)
        expect(await invoices()).toHaveLength(1)
        expect(await app().services.db.read.billing.nextDueAt(due)).toBeUndefined()
        return app().services.gateway.capture(request)
      },
    })
    await runDue(app().services, app().services.clock.now())
    expect((await client.send(through, held.upgrade())).body.status).toBe('complete')
    expect(await invoices()).toHaveLength(2)
  })
})
